using Lectern.Core.Storage;
using Lectern.Core.Uploads;
using Lectern.Pipelines.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Lectern.Pipelines.Videos;

/// <summary>Takes the uploaded file into the media store. Killed in between, it finds the file on one side or on both, never on none.</summary>
internal sealed class ReceiveStep(SourceFiles sources, IMediaStore store, IOptions<StorageOptions> storage) : IJobStep
{
    public string Name => "receive";

    public async Task<Publication> RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        var source = await sources.FindAsync(run.VideoId, cancellationToken);
        if (source.MediaKey is not null)
        {
            return Publication.Nothing;
        }

        var key = MediaKey.OfVideo(run.VideoId) / "source" / "original";
        await store.MoveInAsync(key, UploadFiles.PathOf(storage.Value, source.UploadId), cancellationToken);
        return new Publication((database, token) => database.Sources
            .Where(row => row.Id == source.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.MediaKey, key.Value), token));
    }
}
