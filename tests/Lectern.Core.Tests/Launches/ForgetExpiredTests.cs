using Lectern.Core.Keys;
using Lectern.Core.LaunchLog;
using Lectern.Core.Launches;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Lectern.Core.Tests.Launches;

public sealed class ForgetExpiredTests
{
    private readonly FakeTimeProvider _time = new(Some.Instant);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task What_can_open_nothing_any_more_is_deleted_and_all_else_stays(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        var room = Some.Classroom();
        var (old, held, fresh) = (Launch(room, days: -3), Launch(room, days: -3), Launch(room, days: -1));
        await database.AddAsync(
            [
                .. room.Rows, old, held, fresh,
                Session(old, hours: -1), Session(held, hours: 1),
                Nonce("over", seconds: -1), Nonce("open", seconds: 1),
            ],
            Stop);

        await new ForgetExpired(database.Contexts, new TrimLaunchLog(Options.Create(new LaunchLogOptions()), _time), _time).RunAsync(Stop);

        await using var rows = database.CreateContext();
        Assert.Equal(new[] { held.Id, fresh.Id }.Order(), await rows.Launches.Select(l => l.Id).OrderBy(id => id).ToListAsync(Stop));
        Assert.Equal([held.Id], await rows.Sessions.Select(s => s.LaunchId).ToListAsync(Stop));
        Assert.Equal(["open"], await rows.Nonces.Select(n => n.Nonce).ToListAsync(Stop));
    }

    private static Launch Launch(Classroom room, int days) => new()
    {
        PlatformId = room.Platform.Id,
        RegistrationId = room.Registration.Id,
        DeploymentId = "1",
        PersonId = room.Teacher.Id,
        CreatedAt = Some.Instant.AddDays(days),
        CodeHash = Secret.Hash("code"),
        BindingHash = Secret.Hash("binding"),
    };

    private static LaunchSession Session(Launch launch, int hours) => new()
    {
        LaunchId = launch.Id,
        TokenHash = Secret.Hash(Secret.Create()),
        CreatedAt = launch.CreatedAt,
        LastUsedAt = launch.CreatedAt,
        ExpiresAt = Some.Instant.AddHours(hours),
    };

    private static UsedNonce Nonce(string nonce, int seconds) => new() { RegistrationId = Guid.Empty, Nonce = nonce, ExpiresAt = Some.Instant.AddSeconds(seconds) };
}
