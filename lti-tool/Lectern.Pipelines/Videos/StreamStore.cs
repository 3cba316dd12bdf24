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
    /// <param name="run">Whose video it is.</param>
    /// <param name="result">What plays.</param>
    /// <param name="presenter">Who speaks, beside it, in a folder of its own in <paramref name="folder"/>; null where nobody is seen.</param>
    /// <param name="folder">Where the files lie.</param>
    /// <param name="kind">What it is made of.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Leaves a version that nobody is sent to.</param>
    public async Task<Publication> KeepAsync(
        JobRun run, Transcoded result, Transcoded? presenter, string folder, StreamKind kind, IProgress<double> progress, CancellationToken cancellationToken)
    {
        var (version, target) = run.Workspace.NewVersion(run.VideoId);
        string[] files = [.. presenter?.Files.Select(file => $"{MediaNames.PresenterFolder}/{file}") ?? [], .. result.Files];
        for (var n = 0; n < files.Length; n++)
        {
            var name = files[n].Replace(Transcoded.MultivariantPlaylist, MediaNames.Stream, StringComparison.Ordinal);
            await store.MoveInAsync(MediaKey.Parse($"{target}/{name}"), Path.Combine(folder, files[n]), cancellationToken);
            progress.Report((n + 1.0) / files.Length);
        }

        return new Publication((database, token) => WriteAsync(database, run.VideoId, version, kind, result, presenter is not null, token));
    }

    // The rows of renditions always describe the version that plays.
    private static async Task WriteAsync(
        LecternDbContext database, Guid videoId, string version, StreamKind kind, Transcoded result, bool hasPresenter, CancellationToken cancellationToken)
    {
        // What is better may have been faster than what came as it was.
        var shown = await database.Videos.Where(video => video.Id == videoId && (kind != StreamKind.Grown || video.StreamVersion == null)).ExecuteUpdateAsync(
            set => set.SetProperty(video => video.StreamVersion, version).SetProperty(video => video.StreamKind, kind).SetProperty(video => video.HasPresenter, hasPresenter), cancellationToken);
        if (shown == 0)
        {
            return;
        }

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
