using Lectern.Core;
using Lectern.Core.Playback;
using Lectern.Core.Storage;
using Lectern.Core.Videos;
using Lectern.Pipelines.Runs;
using Lectern.Transcode;
using Microsoft.EntityFrameworkCore;
using RenditionRow = Lectern.Core.Videos.Rendition;

namespace Lectern.Pipelines.Videos;

/// <summary>Takes a finished presentation into a version folder of its own and says how it is published.</summary>
internal sealed class StreamStore(IMediaStore store)
{
    public async Task<Publication> KeepAsync(
        JobRun run, Transcoded result, string folder, StreamKind kind, IProgress<double> progress, CancellationToken cancellationToken)
    {
        var (version, target) = run.Workspace.NewVersion(run.VideoId);
        for (var n = 0; n < result.Files.Count; n++)
        {
            var file = result.Files[n];
            var name = file == Transcoded.MultivariantPlaylist ? MediaNames.Stream : file;
            await store.MoveInAsync(MediaKey.Parse($"{target}/{name}"), Path.Combine(folder, file), cancellationToken);
            progress.Report((n + 1.0) / result.Files.Count);
        }

        return new Publication((database, token) => WriteAsync(database, run.VideoId, version, kind, result, token));
    }

    // The rows of renditions always describe the version that plays.
    private static async Task WriteAsync(
        LecternDbContext database, Guid videoId, string version, StreamKind kind, Transcoded result, CancellationToken cancellationToken)
    {
        await database.Videos.Where(video => video.Id == videoId).ExecuteUpdateAsync(
            set => set.SetProperty(video => video.StreamVersion, version).SetProperty(video => video.StreamKind, kind), cancellationToken);
        await database.Renditions.Where(row => row.VideoId == videoId).ExecuteDeleteAsync(cancellationToken);
        var made = result.Audio is { } audio ? result.Videos.Append(audio) : result.Videos;
        database.Renditions.AddRange(made.Select(rendition => new RenditionRow
        {
            VideoId = videoId,
            StreamVersion = version,
            Height = rendition.Height,
            Codecs = rendition.Codecs,
            Bytes = rendition.Bytes,
            AverageBandwidth = rendition.AverageBandwidth,
            PeakBandwidth = rendition.PeakBandwidth,
        }));
        await database.SaveChangesAsync(cancellationToken);
    }
}
