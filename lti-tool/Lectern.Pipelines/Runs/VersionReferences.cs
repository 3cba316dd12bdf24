using Lectern.Core;
using Lectern.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Pipelines.Runs;

/// <summary>Which version folders of a video somebody can be sent to.</summary>
internal sealed class VersionReferences(IDbContextFactory<LecternDbContext> databases)
{
    /// <summary>What a video's rows say; null when there is no such video.</summary>
    public async Task<NamedVersions?> OfAsync(Guid videoId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var found = await database.Videos.Where(video => video.Id == videoId)
            .Select(video => new
            {
                video.StreamVersion,
                video.PosterVersion,
                video.DurationSeconds,
                Busy = database.Jobs.Any(job => job.VideoId == videoId && (job.State == JobState.Queued || job.State == JobState.Running)),
            })
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return null;
        }

        var captions = await database.CaptionTracks.Where(track => track.VideoId == videoId).Select(track => track.CaptionVersion).ToListAsync(cancellationToken);
        return new NamedVersions(
            [.. captions, .. new[] { found.StreamVersion, found.PosterVersion }.OfType<string>()],
            TimeSpan.FromSeconds(found.DurationSeconds ?? 0),
            found.Busy);
    }
}

/// <param name="Names">The versions that are named.</param>
/// <param name="Duration">Length of the video; zero when unknown.</param>
/// <param name="IsBusy">Whether a job of the video waits or runs, and may be writing another version.</param>
internal sealed record NamedVersions(IReadOnlyList<string> Names, TimeSpan Duration, bool IsBusy);
