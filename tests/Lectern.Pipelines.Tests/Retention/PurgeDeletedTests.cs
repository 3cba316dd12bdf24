using Lectern.Core.Collections;
using Lectern.Core.Captions;
using Lectern.Core.Jobs;
using Lectern.Core.Storage;
using Lectern.Core.Uploads;
using Lectern.Core.Videos;
using Lectern.Pipelines.Capture;
using Lectern.Pipelines.Retention;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Lectern.Pipelines.Tests.Retention;

public sealed class PurgeDeletedTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(Some.Instant);
    private readonly Classroom _room = Some.Classroom();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private StorageOptions Storage => new() { DataFolder = _folder.Path };

    public void Dispose() => _folder.Dispose();

    [Theory, DatabaseData]
    public async Task A_video_goes_with_all_its_files_and_rows_thirty_days_after_it_was_deleted(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Token);
        await database.AddAsync(_room.Rows, Token);
        var (deleted, young, kept) = (await VideoAsync(database, deleted: 0), await VideoAsync(database, deleted: 1), await VideoAsync(database, deleted: null));
        _time.Advance(TimeSpan.FromDays(30));
        await PurgeAsync(database);
        var early = Files(deleted);

        _time.Advance(TimeSpan.FromSeconds(1));
        await PurgeAsync(database);
        await PurgeAsync(database);

        Assert.Equal((2, 0, 2, 2), (early, Files(deleted), Files(young), Files(kept)));
        await using var rows = database.CreateContext();
        Assert.Equal(new[] { young.Id, kept.Id }.Order(), await rows.Videos.OrderBy(v => v.Id).Select(v => v.Id).ToListAsync(Token));
        Assert.Equal((2, 2, 2, 2, 2), (
            await rows.Sources.CountAsync(Token),
            await rows.Renditions.CountAsync(Token),
            await rows.CaptionTracks.CountAsync(Token),
            await rows.Jobs.CountAsync(Token),
            await rows.Uploads.CountAsync(Token)));
        var entry = Assert.Single(await rows.Audit.ToListAsync(Token));
        Assert.Equal(("retention", "video.purge", deleted.Id.ToString(), deleted.Title, _time.GetUtcNow()), (entry.Actor, entry.Act, entry.Subject, entry.Detail, entry.At));
    }

    [Theory, DatabaseData]
    public async Task That_a_course_took_out_its_own_copy_outlives_the_copy(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Token);
        var collection = Some.Collection(_room.Teacher);
        await database.AddAsync([.. _room.Rows, collection], Token);
        var (first, copy) = (await VideoAsync(database, deleted: null), await VideoAsync(database, deleted: 0));
        await using var rows = database.CreateContext();
        await rows.Items.Where(i => i.VideoId == copy.Id).ExecuteUpdateAsync(set => set.SetProperty(i => i.CollectionId, collection.Id).SetProperty(i => i.CopyOfId, first.Id), Token);
        _time.Advance(TimeSpan.FromDays(31));

        await PurgeAsync(database);

        Assert.Equal([first.Id], await rows.Videos.Select(v => v.Id).ToListAsync(Token));
        var left = await rows.Items.SingleAsync(i => i.CollectionId == collection.Id, Token);
        Assert.Equal((first.Id, null, Some.Instant), (left.VideoId, left.CopyOfId, left.RemovedAt));
    }

    [Theory, DatabaseData]
    public async Task A_purge_that_died_between_files_and_rows_goes_on_and_nobody_restores_in_between(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Token);
        await database.AddAsync(_room.Rows, Token);
        var (dying, other) = (await VideoAsync(database, deleted: 0), await VideoAsync(database, deleted: 0));
        _time.Advance(TimeSpan.FromDays(31));

        await PurgeAsync(database, new DyingStore(new FileMediaStore(Options.Create(Storage)), MediaKey.OfVideo(dying.Id)));
        var restored = await new EditVideos(database.Contexts, new JobQueue(database.Contexts, _time), _time)
            .RestoreAsync(Some.Launch(_room.Registration, _room.Teacher, _room.Collection), [dying.Id], Token);
        await using var rows = database.CreateContext();
        var left = await rows.Videos.Select(v => v.Id).ToListAsync(Token);
        await PurgeAsync(database);

        Assert.Null(restored);
        Assert.Equal([dying.Id], left);
        Assert.Equal((0, 0), (Files(dying), Files(other)));
        Assert.Equal((0, 2), (await rows.Videos.CountAsync(Token), await rows.Audit.CountAsync(a => a.Act == "video.purge", Token)));
    }

    [Theory, DatabaseData]
    public async Task Nothing_is_purged_while_a_run_still_writes(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Token);
        await database.AddAsync(_room.Rows, Token);
        var video = await VideoAsync(database, deleted: 0, JobState.Running);
        _time.Advance(TimeSpan.FromDays(31));

        await PurgeAsync(database);

        await using var rows = database.CreateContext();
        Assert.Equal((2, null), (Files(video), (await rows.Videos.SingleAsync(Token)).PurgeBegunAt));
    }

    [Theory, DatabaseData]
    public async Task Several_workers_at_once_purge_a_video_once(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Token);
        await database.AddAsync(_room.Rows, Token);
        await VideoAsync(database, deleted: 0);
        _time.Advance(TimeSpan.FromDays(31));

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => PurgeAsync(database), Token)));

        await using var rows = database.CreateContext();
        Assert.Equal((0, 1), (await rows.Videos.CountAsync(Token), await rows.Audit.CountAsync(Token)));
    }

    private Task PurgeAsync(TestDatabase database, IMediaStore? store = null) => new PurgeDeleted(
        new ForgetParts(database.Contexts, new GrowingFolders(new FileMediaStore(Options.Create(Storage))), Options.Create(Storage), _time), database.Contexts, store ?? new FileMediaStore(Options.Create(Storage)), Options.Create(new RetentionOptions()), Options.Create(Storage), _time, NullLogger<PurgeDeleted>.Instance)
        .RunAsync(Token);

    private async Task<Video> VideoAsync(TestDatabase database, int? deleted, JobState job = JobState.Done)
    {
        var upload = Some.Upload(_room.Collection, _room.Teacher);
        var video = new Video
        {
            Id = upload.VideoId,
            CollectionId = _room.Collection.Id,
            OwnerId = _room.Teacher.Id,
            Title = "Lecture",
            Items = { new CollectionItem { CollectionId = _room.Collection.Id, RemovedAt = deleted is null ? null : Some.Instant } },
            DeletedAt = deleted is { } days ? Some.Instant.AddDays(days) : null,
            Source = new VideoSource { VideoId = upload.VideoId, UploadId = upload.Id, FileName = "a.mp4" },
        };
        await database.AddAsync(
            [
                upload, video, Some.Job(video, state: job),
                new Rendition { VideoId = video.Id, StreamVersion = "v", Codecs = "avc1" },
                new CaptionTrack { VideoId = video.Id, Language = "en", CaptionVersion = "c" },
            ],
            Token);
        foreach (var file in PathsOf(video))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, "x", Token);
        }

        return video;
    }

    private int Files(Video video) => PathsOf(video).Count(File.Exists);

    private string[] PathsOf(Video video) =>
        [Path.Combine(Storage.MediaRoot, MediaKey.OfVideo(video.Id).Value, "v", "master.m3u8"), UploadFiles.PathOf(Storage, video.Source!.UploadId!.Value)];

    /// <summary>Removes the files of one folder, and then it is as if the process had died.</summary>
    private sealed class DyingStore(IMediaStore store, MediaKey at) : IMediaStore
    {
        public long? FreeBytes => store.FreeBytes;

        public Task PutAsync(MediaKey key, Stream content, CancellationToken cancellationToken) => store.PutAsync(key, content, cancellationToken);

        public Task MoveInAsync(MediaKey key, string localFile, CancellationToken cancellationToken) => store.MoveInAsync(key, localFile, cancellationToken);

        public Task<MediaFile?> OpenAsync(MediaKey key, CancellationToken cancellationToken) => store.OpenAsync(key, cancellationToken);

        public Task<string> GetLocalPathAsync(MediaKey key, string scratchFolder, CancellationToken cancellationToken) => store.GetLocalPathAsync(key, scratchFolder, cancellationToken);

        public Task<IReadOnlyList<string>> ListAsync(MediaKey folder, CancellationToken cancellationToken) => store.ListAsync(folder, cancellationToken);

        public async Task DeleteFolderAsync(MediaKey folder, CancellationToken cancellationToken)
        {
            await store.DeleteFolderAsync(folder, cancellationToken);
            if (folder == at)
            {
                throw new IOException("The process died here.");
            }
        }
    }
}
