using Lectern.Ffmpeg;
using Lectern.Ffmpeg.Children;
using Lectern.Ffmpeg.Probing;
using Lectern.Transcode.Packaging;
using Lectern.Transcode.Planning;

namespace Lectern.Transcode.Running;

/// <summary>Looks at a result before anybody is told that it is one.</summary>
internal sealed class ResultCheck(FfmpegTool tool)
{
    private const double LongestCopiedSegment = 12.5;
    private static readonly TimeSpan DecodeLimit = TimeSpan.FromMinutes(2);

    /// <returns><see langword="null"/> when all is well.</returns>
    public async Task<TranscodeOutcome?> FindFlawAsync(TranscodePlan plan, IReadOnlyList<RenditionOnDisk> all, CancellationToken cancellationToken)
    {
        if (IsShort(plan, all))
        {
            return TranscodeOutcome.Faulty(MediaFault.Damaged);
        }

        if (plan.CopiesVideo && await FindRefusalAsync(all, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return TranscodeOutcome.Refused(refusal);
        }

        foreach (var rendition in all)
        {
            await DecodeStartAsync(rendition, cancellationToken).ConfigureAwait(false);
        }

        return null;
    }

    // A file that breaks off is decoded to where it breaks off, and ffmpeg is content with that.
    private static bool IsShort(TranscodePlan plan, IReadOnlyList<RenditionOnDisk> all)
    {
        var made = all.Max(rendition => rendition.Rendition.Duration);
        return plan.Media.Duration is { } told && made < told - TimeSpan.FromSeconds(Math.Max(1.5, told.TotalSeconds * 0.02));
    }

    private static async Task<CopyRefusal?> FindRefusalAsync(IReadOnlyList<RenditionOnDisk> all, CancellationToken cancellationToken)
    {
        var copy = all[0];
        if (copy.Playlist.Segments.Any(segment => segment.Seconds > LongestCopiedSegment))
        {
            return CopyRefusal.FarKeyFrames;
        }

        foreach (var path in copy.SegmentPaths)
        {
            if (!await SegmentStart.IsIndependentAsync(path, copy.Init.LengthSize, cancellationToken).ConfigureAwait(false))
            {
                return CopyRefusal.FalseKeyFrames;
            }
        }

        return all.Skip(1).Where(rendition => rendition.Rendition.Height > 0).All(rung => IsAligned(copy.Playlist, rung.Playlist))
            ? null
            : CopyRefusal.Misaligned;
    }

    private static bool IsAligned(MediaPlaylist one, MediaPlaylist other) =>
        one.Segments.Count == other.Segments.Count
        && one.Segments.SkipLast(1).Zip(other.Segments).All(pair => Math.Abs(pair.First.Seconds - pair.Second.Seconds) < 0.02);

    // What cannot be decoded here is our own product: a fault of ours, so it may throw.
    private async Task DecodeStartAsync(RenditionOnDisk rendition, CancellationToken cancellationToken)
    {
        using var start = new MemoryStream();
        foreach (var path in rendition.SegmentPaths.Take(1).Prepend(rendition.InitPath))
        {
            await using var file = File.OpenRead(path);
            await file.CopyToAsync(start, cancellationToken).ConfigureAwait(false);
        }

        start.Position = 0;
        var command = tool.Ffmpeg(
            ["-xerror", .. InputGuard.Mp4FromPipe(tool.Limits), "-frames:v", "25", "-f", "null", "-"], DecodeLimit, DecodeLimit);
        await tool.Runner.RunAsync(command, new ChildPipes { Input = start }, cancellationToken).ConfigureAwait(false);
    }
}
