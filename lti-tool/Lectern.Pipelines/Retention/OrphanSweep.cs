using Lectern.Core.Storage;
using Lectern.Pipelines.Runs;
using Microsoft.Extensions.Logging;

namespace Lectern.Pipelines.Retention;

/// <summary>
/// Takes away version folders that nobody is sent to any more: the instant version once the renditions play, captions that were edited.
/// Viewers may still hold a signed address, so a folder goes only after it was found unnamed for longer than any address lives, and
/// never while a job of its video waits or runs. The source is no version and is never touched.
/// </summary>
internal sealed partial class OrphanSweep(IMediaStore store, VersionReferences references, OrphanBook book, TimeProvider time, ILogger<OrphanSweep> logger)
{
    private static readonly TimeSpan Least = TimeSpan.FromDays(1);
    private static readonly MediaKey Videos = MediaKey.Parse("videos");

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var before = await book.ReadAsync(cancellationToken);
        var after = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var name in await store.ListAsync(Videos, cancellationToken))
        {
            if (Guid.TryParseExact(name, "n", out var video))
            {
                await SweepAsync(video, before, after, cancellationToken);
            }
        }

        await book.WriteAsync(after, cancellationToken);
    }

    private async Task SweepAsync(
        Guid video, Dictionary<string, DateTimeOffset> before, Dictionary<string, DateTimeOffset> after, CancellationToken cancellationToken)
    {
        // Listed before the rows are read: what is published in between is named by then.
        var versions = (await store.ListAsync(MediaKey.OfVideo(video), cancellationToken)).Where(VersionName.IsOne).ToList();
        if (await references.OfAsync(video, cancellationToken) is not { IsBusy: false } named)
        {
            return;
        }

        var now = time.GetUtcNow();
        foreach (var version in versions.Except(named.Names))
        {
            var folder = MediaKey.OfVersion(video, version);
            var since = before.GetValueOrDefault(folder.Value, now);
            if (now - since < KeepFor(named.Duration) || now - VersionName.MadeAt(version) < Least)
            {
                after[folder.Value] = since;
                continue;
            }

            await store.DeleteFolderAsync(folder, cancellationToken);
            Log.Swept(logger, folder);
        }
    }

    // A signed address lives for twice the video's length, rounded up to the hour.
    private static TimeSpan KeepFor(TimeSpan duration) => (duration * 2) + TimeSpan.FromHours(2) is var longest && longest > Least ? longest : Least;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "{Folder} was named by nothing for long enough and is deleted")]
        public static partial void Swept(ILogger logger, MediaKey folder);
    }
}
