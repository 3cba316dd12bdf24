using Lectern.Core.Collections;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Jobs;

/// <summary>
/// "Publish as soon as captions are ready": a draft that was marked so goes out once it plays and its captions are done, or once it
/// plays where there is no sound to caption. Runs in the transaction that ends a job.
/// </summary>
internal static class PublishWhenCaptioned
{
    public static async Task RunAsync(LecternDbContext database, Guid jobId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var videos = database.Videos.Where(video => database.Jobs.Any(job => job.Id == jobId && job.VideoId == video.Id));

        // Taking the row's lock before looking: of two jobs that end at the same moment, the second sees what the first one did.
        await videos.ExecuteUpdateAsync(set => set.SetProperty(video => video.StreamVersion, video => video.StreamVersion), cancellationToken);
        await database.Items
            .Where(item => item.PublishWhenCaptioned && item.Visibility == Visibility.Draft && item.RemovedAt == null)
            .Where(item => videos.Any(video => video.Id == item.VideoId && video.DeletedAt == null && video.StreamVersion != null
                && (video.HasAudio == false || database.Jobs.Any(job => job.VideoId == video.Id && job.Kind == JobKind.Captions && job.State == JobState.Done))))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(item => item.Visibility, Visibility.Published)
                    .SetProperty(item => item.PublishedAt, now)
                    .SetProperty(item => item.PublishWhenCaptioned, false)
                    .SetProperty(item => item.Version, Guid.CreateVersion7()),
                cancellationToken);
    }
}
