using Lectern.Core.Jobs;
using Lectern.Core.Videos;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Pipelines.Tests.Jobs;

public sealed class DeletedVideoTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task A_deleted_video_is_worked_on_no_more_until_it_is_restored(DatabaseEngine engine)
    {
        await using var bench = await LedgerBench.CreateAsync(engine, Token);
        var launch = await TeacherAsync(bench);
        var edit = new EditVideos(bench.Database.Contexts, bench.Queue, bench.Time);
        await bench.Ledger.ClaimAsync(bench.Attempt(1), "node", Token);

        var deleted = await edit.DeleteAsync(launch, [bench.Video.Id], Token);
        var beaten = await bench.Ledger.BeatAsync(bench.Attempt(1), "renditions", 10, Token);
        var due = await bench.Queue.DueAsync(JobKind.Video, 10, Token);
        var claimed = await bench.Ledger.ClaimAsync(bench.Attempt(2), "node", Token);
        var restored = await edit.RestoreAsync(launch, [bench.Video.Id], Token);

        Assert.Equal((1, false, null, 1), (deleted, beaten, claimed, restored));
        Assert.Empty(due);
        Assert.Equal([bench.Attempt(2)], await bench.Queue.DueAsync(JobKind.Video, 10, Token));
        Assert.Equal((JobState.Queued, 0, 0), (await bench.JobAsync(Token)) is var job ? (job.State, job.Kills, job.Failures) : default);
    }

    private static async Task<Core.Launches.Launch> TeacherAsync(LedgerBench bench)
    {
        await using var rows = bench.Database.CreateContext();
        var video = await rows.Videos.Include(v => v.Owner).Include(v => v.Collection).SingleAsync(Token);
        return Some.Launch(await rows.Registrations.SingleAsync(Token), video.Owner, video.Collection);
    }
}
