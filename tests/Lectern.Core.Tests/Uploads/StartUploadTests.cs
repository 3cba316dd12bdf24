using Lectern.Core.Launches;
using Lectern.Core.Storage;
using Lectern.Core.Uploads;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Lectern.Core.Tests.Uploads;

public sealed class StartUploadTests : IDisposable
{
    private const long Huge = 1L << 55;
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(Some.Instant);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory, DatabaseData]
    public async Task Of_many_uploads_started_at_once_only_those_that_fit_the_quota_are_kept(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        var launch = await ClassroomAsync(database);
        var start = Start(database, quota: 1000);

        var refusals = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => start.RunAsync(launch, File(300), NothingArrivedAsync, Stop), Stop)));

        Assert.Equal(3, refusals.Count(refusal => refusal is null));
        Assert.Equal(7, refusals.Count(refusal => refusal == UploadRefusal.OverQuota));
        await using var rows = database.CreateContext();
        Assert.Equal(900, await rows.Uploads.SumAsync(u => u.Length, Stop));
    }

    [Theory, DatabaseData]
    public async Task Another_course_has_a_quota_of_its_own_and_a_cancelled_upload_counts_no_more(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        var (launch, other) = (await ClassroomAsync(database), await ClassroomAsync(database, "https://other.test"));
        var (start, first) = (Start(database, quota: 1000), File(1000));

        var kept = await start.RunAsync(launch, first, NothingArrivedAsync, Stop);
        var full = await start.RunAsync(launch, File(1), NothingArrivedAsync, Stop);
        var elsewhere = await start.RunAsync(other, File(1000), NothingArrivedAsync, Stop);
        await new OpenUploads(database.Contexts, _time).CancelAsync(first.Id, Stop);
        var again = await start.RunAsync(launch, File(1000), NothingArrivedAsync, Stop);

        Assert.Equal((null, UploadRefusal.OverQuota, null, null), (kept, full, elsewhere, again));
    }

    [Theory, DatabaseData]
    public async Task The_disk_has_to_hold_what_open_uploads_are_still_to_bring(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        var (launch, other) = (await ClassroomAsync(database), await ClassroomAsync(database, "https://other.test"));
        var waiting = new Upload { CollectionId = other.CollectionId!.Value, PersonId = other.PersonId, FileName = "a.mp4", Title = "a", Length = Huge };
        await database.AddAsync([waiting], Stop);
        var (start, refused, taken) = (Start(database, quota: long.MaxValue), File(5), File(5));

        var none = await start.RunAsync(launch, refused, NothingArrivedAsync, Stop);
        var nearlyAll = await start.RunAsync(launch, taken, (id, _) => ValueTask.FromResult(id == waiting.Id ? Huge - 1 : 0), Stop);

        Assert.Equal((UploadRefusal.NoSpace, null), (none, nearlyAll));
        await using var rows = database.CreateContext();
        Assert.Equal(new[] { waiting.Id, taken.Id }.Order(), await rows.Uploads.OrderBy(u => u.Id).Select(u => u.Id).ToListAsync(Stop));
    }

    [Theory, DatabaseData]
    public async Task An_open_upload_whose_file_is_gone_ends_and_a_young_one_and_one_with_a_file_stay_open(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        var launch = await ClassroomAsync(database);
        var (start, lost, there, young) = (Start(database, quota: 1000), File(1), File(1), File(1));
        await start.RunAsync(launch, lost, NothingArrivedAsync, Stop);
        await start.RunAsync(launch, there, NothingArrivedAsync, Stop);
        _time.Advance(TimeSpan.FromMinutes(61));
        await start.RunAsync(launch, young, NothingArrivedAsync, Stop);

        var ended = await new OpenUploads(database.Contexts, _time).EndLostAsync((id, _) => ValueTask.FromResult(id == there.Id), Stop);

        await using var rows = database.CreateContext();
        var states = await rows.Uploads.ToDictionaryAsync(u => u.Id, u => u.State, Stop);
        Assert.Equal((1, UploadState.Cancelled, UploadState.Open, UploadState.Open), (ended, states[lost.Id], states[there.Id], states[young.Id]));
    }

    private static NewUpload File(long length) => new(Guid.CreateVersion7(), "lecture.mp4", null, length, null);

    private static ValueTask<long> NothingArrivedAsync(Guid upload, CancellationToken cancellationToken) => default;

    private static async Task<Launch> ClassroomAsync(TestDatabase database, string issuer = "https://lms.test")
    {
        var room = Some.Classroom(issuer);
        await database.AddAsync(room.Rows, Stop);
        return Some.Launch(room.Registration, room.Teacher, room.Collection);
    }

    private StartUpload Start(TestDatabase database, long quota)
    {
        var storage = Options.Create(new StorageOptions { DataFolder = _folder.Path, ReserveBytes = 0 });
        return new StartUpload(database.Contexts, new FileMediaStore(storage), Options.Create(new UploadOptions { CollectionQuota = quota }), storage, _time);
    }
}
