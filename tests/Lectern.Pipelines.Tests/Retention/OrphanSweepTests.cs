using Lectern.Core.Jobs;
using Lectern.Core.Storage;
using Lectern.Core.Videos;
using Lectern.Pipelines.Engine;
using Lectern.Pipelines.Retention;
using Lectern.Pipelines.Runs;
using Lectern.Pipelines.Tests.Jobs;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Lectern.Pipelines.Tests.Retention;

public sealed class OrphanSweepTests : IDisposable
{
    private readonly TempFolder _folder = new();

    // Names of versions hold the real time, so the clock of the test begins there.
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private StorageOptions Storage => new() { DataFolder = _folder.Path };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_version_goes_a_day_after_it_was_replaced_and_the_rest_stays()
    {
        await using var bench = await LedgerBench.CreateAsync(DatabaseEngine.Sqlite, Token);
        var (old, current) = (Store(bench.Video, VersionName.New()), Store(bench.Video, VersionName.New()));
        var (source, foreign) = (Store(bench.Video, "source"), Store(bench.Video, "notes"));
        await SetAsync(bench, current, JobState.Done);

        await SweepAsync(bench);
        _time.Advance(TimeSpan.FromHours(23));
        await SweepAsync(bench);
        var early = Directory.Exists(PathOf(bench.Video, old));
        _time.Advance(TimeSpan.FromHours(2));
        await SweepAsync(bench);

        Assert.True(early);
        Assert.False(Directory.Exists(PathOf(bench.Video, old)));
        Assert.All([current, source, foreign], name => Assert.True(Directory.Exists(PathOf(bench.Video, name)), name));
    }

    [Fact]
    public async Task An_old_version_that_was_replaced_just_now_still_has_its_day()
    {
        await using var bench = await LedgerBench.CreateAsync(DatabaseEngine.Sqlite, Token);
        var version = Store(bench.Video, VersionName.New());
        await SetAsync(bench, version, JobState.Done);
        await SweepAsync(bench);
        _time.Advance(TimeSpan.FromDays(30));
        await SweepAsync(bench);

        await SetAsync(bench, Store(bench.Video, VersionName.New()), JobState.Done);
        await SweepAsync(bench);

        Assert.True(Directory.Exists(PathOf(bench.Video, version)));
    }

    [Fact]
    public async Task Nothing_is_swept_while_a_job_of_the_video_may_be_writing()
    {
        await using var bench = await LedgerBench.CreateAsync(DatabaseEngine.Sqlite, Token);
        var written = Store(bench.Video, VersionName.New());
        await SetAsync(bench, Store(bench.Video, VersionName.New()), JobState.Running);

        await SweepAsync(bench);
        _time.Advance(TimeSpan.FromDays(3));
        await SweepAsync(bench);

        Assert.True(Directory.Exists(PathOf(bench.Video, written)));
    }

    private static async Task SetAsync(LedgerBench bench, string version, JobState state)
    {
        await using var context = bench.Database.CreateContext();
        await context.Videos.ExecuteUpdateAsync(set => set.SetProperty(video => video.StreamVersion, version), Token);
        await context.Jobs.ExecuteUpdateAsync(set => set.SetProperty(job => job.State, state), Token);
    }

    // Anew each time, as after a restart.
    private async Task SweepAsync(LedgerBench bench)
    {
        using var lease = new NodeLease(JobStore.OwnFile(Microsoft.Data.Sqlite.SqliteFactory.Instance), Options.Create(new PipelineOptions()), Options.Create(Storage));
        var sweep = new OrphanSweep(
            new FileMediaStore(Options.Create(Storage)), new VersionReferences(bench.Database.Contexts), new OrphanBook(lease), _time, NullLogger<OrphanSweep>.Instance);
        await sweep.RunAsync(Token);
    }

    private string Store(Video video, string folder)
    {
        Directory.CreateDirectory(PathOf(video, folder));
        File.WriteAllText(Path.Combine(PathOf(video, folder), "file"), "x");
        return folder;
    }

    private string PathOf(Video video, string folder) => Path.Combine(Storage.MediaRoot, MediaKey.OfVideo(video.Id).Value, folder);
}
