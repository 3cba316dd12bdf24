using Lectern.Core;
using Lectern.Core.Capture.Recordings;
using Lectern.Core.Storage;
using Lectern.Core.Uploads;
using Lectern.Core.Videos;
using Lectern.Pipelines.Capture;
using Lectern.Pipelines.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Lectern.Pipelines.Videos;

/// <summary>
/// Takes the original into the media store: the uploaded file, or what a room's device recorded. Killed in between, it finds the file on one side
/// or on both, never on none.
/// </summary>
internal sealed class ReceiveStep(SourceFiles sources, JoinRecording join, IMediaStore store, IOptions<StorageOptions> storage) : IJobStep
{
    public string Name => "receive";

    public async Task<Publication> RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        var source = await sources.FindAsync(run.VideoId, cancellationToken);
        var key = MediaKey.OfVideo(run.VideoId) / "source" / "original";
        if (source.MediaKey is not null)
        {
            return Publication.Nothing;
        }

        if (source.UploadId is { } upload)
        {
            await store.MoveInAsync(key, UploadFiles.PathOf(storage.Value, upload), cancellationToken);
            return new Publication((database, token) => WriteAsync(database, source, key, source.Bytes, token));
        }

        var joined = await join.RunAsync(run, new StepProgress(run, 0, 95), cancellationToken);
        var bytes = new FileInfo(joined.File).Length;
        await store.MoveInAsync(key, joined.File, cancellationToken);
        return new Publication(async (database, token) =>
        {
            await WriteAsync(database, source, key, bytes, token);
            await PlanJoining.KeepGapsAsync(database, joined.Recording, joined.Gaps, token);
            await database.Recordings.Where(row => row.Id == joined.Recording).ExecuteUpdateAsync(set => set.SetProperty(row => row.SpareSoundSeconds, joined.SpareSoundSeconds), token);
        });
    }

    private static Task<int> WriteAsync(LecternDbContext database, VideoSource source, MediaKey key, long bytes, CancellationToken cancellationToken) => database.Sources
        .Where(row => row.Id == source.Id)
        .ExecuteUpdateAsync(set => set.SetProperty(row => row.MediaKey, key.Value).SetProperty(row => row.Bytes, bytes), cancellationToken);
}
