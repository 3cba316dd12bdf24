using Lectern.Core.Launches;
using Lectern.Core.Playback;
using Lectern.Core.Videos;
using CoreLaunch = Lectern.Core.Launches.Launch;

namespace Lectern.Web.Pages.Launch;

/// <summary>Signs the posters of a list: images carry no header, so their addresses carry the signature.</summary>
public sealed class PosterAddresses(MediaSigner signer, TimeProvider time)
{
    public async Task<IReadOnlyList<VideoRow>> RowsAsync(CoreLaunch launch, IReadOnlyList<ListedVideo> videos, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var rows = new List<VideoRow>(videos.Count);
        foreach (var (item, jobs, copy) in videos)
        {
            rows.Add(new VideoRow(item, jobs, await AddressAsync(item.Video, cancellationToken), $"/w/{launch.Id}/videos/{item.VideoId}", now, launch.CanGrade(), copy));
        }

        return rows;
    }

    private async ValueTask<string?> AddressAsync(Video video, CancellationToken cancellationToken) =>
        video.PosterVersion is not { } version
            ? null
            : await signer.SignAsync(video.Id, version, signer.ExpiryFor(video.DurationSeconds), cancellationToken) + MediaNames.Poster;
}
