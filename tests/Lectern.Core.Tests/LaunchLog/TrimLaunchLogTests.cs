using Lectern.Core.LaunchLog;
using Lectern.Core.Launches;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Lectern.Core.Tests.LaunchLog;

public sealed class TrimLaunchLogTests
{
    private readonly FakeTimeProvider _time = new(Some.Instant);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task Rows_go_after_their_time_and_the_oldest_of_a_platform_that_has_too_many(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        var (busy, quiet) = (Some.Platform("Busy"), Some.Platform("Quiet"));
        var rows = Enumerable.Range(0, 105).Select(minutes => Row(busy.Id, TimeSpan.FromMinutes(minutes))).ToList();
        await database.AddAsync([busy, quiet, .. rows, Row(quiet.Id, TimeSpan.FromDays(13)), Row(quiet.Id, TimeSpan.FromDays(15)), Row(null, TimeSpan.FromDays(15))], Stop);
        var trim = new TrimLaunchLog(Options.Create(new LaunchLogOptions { MostPerPlatform = 100 }), _time);

        await new ForgetExpired(database.Contexts, trim, _time).RunAsync(Stop);

        await using var left = database.CreateContext();
        Assert.Equal(rows.Take(100).Select(r => r.Id).Order(), await left.LaunchLog.Where(r => r.PlatformId == busy.Id).Select(r => r.Id).OrderBy(id => id).ToListAsync(Stop));
        Assert.Equal(1, await left.LaunchLog.CountAsync(r => r.PlatformId != busy.Id || r.PlatformId == null, Stop));
    }

    private static LaunchRecord Row(Guid? platform, TimeSpan ago) => new() { PlatformId = platform, At = Some.Instant - ago };
}
