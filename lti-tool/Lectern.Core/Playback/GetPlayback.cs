using Lectern.Core.Captions;
using Lectern.Core.Collections;
using Lectern.Core.Jobs;
using Lectern.Core.Launches;
using Lectern.Core.Videos;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Playback;

/// <summary>What a player needs: addresses that expire, made after the access check of this request.</summary>
public sealed class GetPlayback(IDbContextFactory<LecternDbContext> databases, MediaSigner signer, TimeProvider time)
{
    public async Task<FoundPlayback> RunAsync(Launch launch, Guid videoId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        // Every player asks for this, and again before its addresses expire: no more is read than they need.
        var items = database.Items.Include(i => i.Video.CaptionTracks);
        var found = await FindVideo.RunAsync(database, items, launch, videoId, time.GetUtcNow(), cancellationToken);
        if (found.Item is not { } item)
        {
            return new FoundPlayback(null, found.Refusal, found.At);
        }

        var jobs = await database.Jobs.AsNoTracking().Where(j => j.VideoId == item.VideoId).ToListAsync(cancellationToken);
        return new FoundPlayback(await DescribeAsync(item, jobs, cancellationToken), VideoRefusal.None);
    }

    private async ValueTask<PlaybackInfo> DescribeAsync(CollectionItem item, List<Job> jobs, CancellationToken cancellationToken)
    {
        var video = item.Video;
        var expires = signer.ExpiryFor(video.DurationSeconds);

        async ValueTask<string?> AddressAsync(string? version, string file) =>
            version is null ? null : await signer.SignAsync(video.Id, version, expires, cancellationToken) + file;

        var captions = new List<PlaybackCaptions>();
        foreach (var track in video.CaptionTracks.OrderBy(t => t.Language, StringComparer.Ordinal))
        {
            captions.Add(new PlaybackCaptions(track.Language, SpokenLanguages.NameOf(track.Language), "captions", (await AddressAsync(track.CaptionVersion, MediaNames.Captions))!));
        }

        return new PlaybackInfo(
            video.Id,
            item.DisplayTitle,
            video.DurationSeconds,
            StateOf(video, jobs),
            string.Join('.', video.CaptionTracks.Select(t => t.CaptionVersion).Order().Prepend(video.StreamVersion)),
            await AddressAsync(video.StreamVersion, MediaNames.Stream),
            await AddressAsync(video.HasPresenter ? video.StreamVersion : null, MediaNames.Presenter),
            await AddressAsync(video.PosterVersion, MediaNames.Poster),
            captions,
            expires,
            jobs.FirstOrDefault(j => j is { Kind: JobKind.Captions, State: JobState.Queued or JobState.Running })?.Percent,
            jobs.Any(j => j is { Kind: JobKind.Captions, State: JobState.Failed }),
            jobs.Any(j => j.State is JobState.Queued or JobState.Running));
    }

    internal static PlaybackState StateOf(Video video, IReadOnlyCollection<Job> jobs) =>
        video.StreamKind == StreamKind.Renditions ? PlaybackState.Ready
        : video.StreamKind is StreamKind.Instant or StreamKind.Grown ? PlaybackState.Instant
        : jobs.Any(j => j is { Kind: JobKind.Video, State: JobState.Failed }) ? PlaybackState.Failed
        : PlaybackState.Processing;
}

/// <param name="Playback">Null where the launch may not see the video.</param>
public sealed record FoundPlayback(PlaybackInfo? Playback, VideoRefusal Refusal, DateTimeOffset? At = null);
