using Lectern.Core.Capture.Devices;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Governance;
using Lectern.Core.Imports;
using Lectern.Core.Keys;
using Lectern.Core.Launches;
using Lectern.Core.Platforms;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Lectern.Core.Tests.Launches;

public sealed class EndOpenSignInsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task Whatever_was_open_ends_and_what_was_revoked_keeps_its_time(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        var room = Some.Classroom();
        var launch = Some.Launch(room.Registration, room.Teacher, room.Collection);
        var (alive, revoked) = (NewSession(launch, "alive", null), NewSession(launch, "revoked", Some.Instant.AddMinutes(1)));
        var link = new AdminLink { CodeHash = "link", ExpiresAt = Some.Instant.AddDays(1) };
        var invitation = new Invitation { CodeHash = "invitation", CreatedAt = Some.Instant, ExpiresAt = Some.Instant.AddDays(2) };
        var importKey = new ImportKey { PlatformId = room.Platform.Id, SecretHash = "import", CreatedAt = Some.Instant };
        var hall = new Room { Name = "Hall", TimeZone = "UTC", ScheduleVersion = 7, AddedAt = Some.Instant };
        var code = new EnrolmentCode { RoomId = hall.Id, CodeHash = "code", ExpiresAt = Some.Instant.AddDays(1) };
        var (state, ticket) = (NewKey(KeyPurpose.State), NewKey(KeyPurpose.Ticket));
        await database.AddAsync([.. room.Rows, launch, alive, revoked, link, invitation, importKey, hall, code, state, ticket], Stop);
        var now = Some.Instant.AddHours(1);

        await new EndOpenSignIns(database.Contexts, new FakeTimeProvider(now)).RunAsync("20260901", Stop);

        await using var rows = database.CreateContext();
        Assert.Equal([now, Some.Instant.AddMinutes(1)], (await rows.Sessions.ToListAsync(Stop)).OrderBy(s => s.TokenHash).Select(s => s.RevokedAt!.Value));
        Assert.Equal((now, now, now), ((await rows.Launches.SingleAsync(Stop)).CodeUsedAt, (await rows.AdminLinks.SingleAsync(Stop)).UsedAt, (await rows.Invitations.SingleAsync(Stop)).ExpiresAt));
        Assert.Equal(now, (await rows.EnrolmentCodes.SingleAsync(Stop)).ExpiresAt);
        Assert.NotEqual(hall.ScheduleTag, (await rows.Rooms.SingleAsync(Stop)).ScheduleTag);
        Assert.Equal(now, (await rows.ImportKeys.SingleAsync(Stop)).RevokedAt);
        Assert.Equal(KeyPurpose.Ticket, (await rows.Keys.SingleAsync(Stop)).Purpose);
        Assert.Equal("20260901", (await rows.Audit.SingleAsync(a => a.Act == "backup.restore", Stop)).Detail);
    }

    private static LaunchSession NewSession(Launch launch, string hash, DateTimeOffset? revokedAt) => new()
    {
        LaunchId = launch.Id,
        TokenHash = hash,
        CreatedAt = Some.Instant,
        LastUsedAt = Some.Instant,
        ExpiresAt = Some.Instant.AddHours(8),
        RevokedAt = revokedAt,
    };

    private static StoredKey NewKey(KeyPurpose purpose) => new() { Purpose = purpose, Sequence = 1, Kid = "kid", Material = "sealed1.x.y", CreatedAt = Some.Instant };
}
