using Lectern.Core.Collections;
using Lectern.Core;
using Lectern.Core.Jobs;
using Lectern.Core.Storage;
using Lectern.Core.Uploads;
using Lectern.Core.Videos;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Lectern.Pipelines.Tests.Support;

/// <summary>A database, a data folder and a course to upload into; workers are started on it.</summary>
internal sealed class PipelineWorld : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Classroom _room = Some.Classroom();

    private PipelineWorld(TestDatabase database)
    {
        Database = database;
        Storage = new StorageOptions { DataFolder = _folder.Path };
        Media = new FileMediaStore(Options.Create(Storage));
        Settings = new()
        {
            ["Storage:DataFolder"] = _folder.Path,
            ["Pipelines:RetryDelay"] = "00:00:00",
            ["Pipelines:CaptionsPath"] = BuiltCaptions,
        };
    }

    // Beside this project in the build's output, in the same configuration.
    private static string BuiltCaptions => Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Lectern.Captions.Cli", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "lectern-captions");

    public TestDatabase Database { get; }

    public StorageOptions Storage { get; }

    public FileMediaStore Media { get; }

    public Dictionary<string, string?> Settings { get; }

    /// <summary>Another course of the same teacher, which has a video by reference.</summary>
    public async Task<Core.Launches.Launch> CopyCourseAsync(Guid video, CancellationToken cancellationToken)
    {
        var course = Some.Course(_room.Platform, "Physics 101, again");
        var collection = Some.Collection(course);
        var item = new CollectionItem { CollectionId = collection.Id, VideoId = video, Visibility = Visibility.Published, CopiedFromId = _room.Course.Id, AddedAt = Some.Instant };
        await Database.AddAsync([course, collection, item], cancellationToken);
        return Some.Launch(_room.Registration, _room.Teacher, collection);
    }

    /// <summary>A launch of the one who uploads.</summary>
    public Core.Launches.Launch Teacher => Some.Launch(_room.Registration, _room.Teacher, _room.Collection);

    public static async Task<PipelineWorld> CreateAsync(CancellationToken cancellationToken, DatabaseEngine engine = DatabaseEngine.Sqlite)
    {
        var world = new PipelineWorld(await TestDatabase.CreateAsync(engine, cancellationToken));
        await world.Database.AddAsync(world._room.Rows, cancellationToken);
        return world;
    }

    /// <summary>What completing an upload leaves: the received file, and the rows of one transaction.</summary>
    public async Task<Video> UploadAsync(string file, CancellationToken cancellationToken, string? fileName = null, Action<Video>? change = null)
    {
        var upload = Some.Upload(_room.Collection, _room.Teacher, fileName ?? Path.GetFileName(file), new FileInfo(file).Length);
        var received = UploadFiles.PathOf(Storage, upload.Id);
        Directory.CreateDirectory(Path.GetDirectoryName(received)!);
        File.Copy(file, received);
        var video = new Video
        {
            Id = upload.VideoId,
            CollectionId = _room.Collection.Id,
            OwnerId = _room.Teacher.Id,
            Title = upload.Title,
            CreatedAt = Some.Instant,
            Items = { Some.Item(_room.Collection, Visibility.Draft) },
            Source = new VideoSource { VideoId = upload.VideoId, UploadId = upload.Id, FileName = upload.FileName, Bytes = upload.Length, ReceivedAt = Some.Instant },
        };
        change?.Invoke(video);
        await Database.AddAsync([upload, video, Some.Job(video)], cancellationToken);
        return video;
    }

    /// <summary>What verifying a room's recording leaves, the parts aside.</summary>
    public async Task<Video> RecordedVideoAsync(CancellationToken cancellationToken, JobKind job = JobKind.Video)
    {
        var id = Guid.CreateVersion7();
        var video = new Video
        {
            Id = id,
            CollectionId = _room.Collection.Id,
            OwnerId = _room.Teacher.Id,
            Title = "Week 10",
            CreatedAt = Some.Instant,
            Items = { Some.Item(_room.Collection, Visibility.Draft) },
            Source = new VideoSource { VideoId = id, FileName = "recording.mp4", ReceivedAt = Some.Instant },
        };
        await Database.AddAsync([video, Some.Job(video, job)], cancellationToken);
        return video;
    }

    public async Task<IHost> StartAsync(CancellationToken cancellationToken, Action<IServiceCollection>? configure = null)
    {
        var host = WorkerHost.Build(Database.Engine, Database.ConnectionString, Settings, configure);
        await host.StartAsync(cancellationToken);
        return host;
    }

    public WorkerProcess StartProcess() => WorkerProcess.Start(Database.ConnectionString, Settings);

    public async Task<Job?> JobAsync(Guid video, JobKind kind, CancellationToken cancellationToken)
    {
        await using var context = Database.CreateContext();
        return await context.Jobs.AsNoTracking().SingleOrDefaultAsync(job => job.VideoId == video && job.Kind == kind, cancellationToken);
    }

    public async Task<Video> VideoAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = Database.CreateContext();
        return await context.Videos.AsNoTracking().Include(v => v.Items).Include(v => v.Source).Include(v => v.Renditions).Include(v => v.CaptionTracks).AsSplitQuery()
            .SingleAsync(v => v.Id == id, cancellationToken);
    }

    /// <summary>Waits for the row to say so: workers are other threads or processes, and the row is all they tell.</summary>
    public async Task<Job> UntilAsync(Guid video, JobKind kind, Func<Job, bool> holds, CancellationToken cancellationToken, int seconds = 90)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(seconds));
        Job? job = null;
        try
        {
            while (true)
            {
                job = await JobAsync(video, kind, limit.Token) ?? job;
                if (job is not null && holds(job))
                {
                    return job;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{kind} is {job?.State} at {job?.Step} {job?.Percent} %, attempt {job?.Attempt}: {job?.ErrorCode} {job?.Error} {job?.ErrorDetail}");
        }
    }

    public Task<Job> UntilOverAsync(Guid video, JobKind kind, CancellationToken cancellationToken) =>
        UntilAsync(video, kind, job => job.State is JobState.Done or JobState.Failed, cancellationToken);

    /// <summary>The path of a stored file, which must be there.</summary>
    public string Stored(MediaKey key) => Path.Combine(Storage.MediaRoot, key.Value) is var path && File.Exists(path)
        ? path
        : throw new FileNotFoundException($"{key} is not stored.");

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        _folder.Dispose();
    }
}
