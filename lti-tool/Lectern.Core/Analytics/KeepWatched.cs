using Lectern.Core.Copies;
using Lectern.Core.Database;
using Lectern.Core.Grades;
using Lectern.Core.Launches;
using Lectern.Core.Videos;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Analytics;

/// <summary>Keeps what a player tells of a learner's watching. Telling it again changes nothing.</summary>
public sealed class KeepWatched(IDbContextFactory<LecternDbContext> databases, IDatabaseErrors errors, TimeProvider time)
{
    // Double speed in one window, or two windows side by side.
    private const double FastestPace = 2.5;
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(10);

    /// <summary>False when it doesn't count: nobody is really there, or it is not theirs to watch.</summary>
    public async Task<bool> RunAsync(Launch launch, Guid videoId, IReadOnlyList<SecondRange> ranges, CancellationToken cancellationToken) =>
        // Another window of the same person may tell its part at the same moment.
        launch.IsCounted() && await errors.AgainAsync(() => TryAsync(launch, videoId, ranges, cancellationToken));

    private async Task<bool> TryAsync(Launch launch, Guid videoId, IReadOnlyList<SecondRange> ranges, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var visible = database.Items.VisibleTo(launch, now);
        var video = await visible.Where(i => i.VideoId == videoId).Select(i => i.Video).FirstOrDefaultAsync(cancellationToken)
            // A page that was opened before the course had a copy of its own.
            ?? await visible.CalledBy(videoId).Select(i => i.Video).FirstOrDefaultAsync(cancellationToken);
        if (video is null)
        {
            return false;
        }

        var record = await database.WatchRecords.FirstOrDefaultAsync(r => r.CollectionId == launch.CollectionId && r.VideoId == video.Id && r.PersonId == launch.PersonId, cancellationToken)
            ?? database.WatchRecords.Add(new WatchRecord { CollectionId = launch.CollectionId!.Value, VideoId = video.Id, PersonId = launch.PersonId, FirstAt = now }).Entity;
        var before = record.Ranges;
        Take(record, launch, video, ranges, now);
        if (record.Ranges != before)
        {
            await QueueScores.RunAsync(database, record, now, cancellationToken);
            await database.SaveChangesAsync(cancellationToken);
        }

        return true;
    }

    private static void Take(WatchRecord record, Launch launch, Video video, IReadOnlyList<SecondRange> ranges, DateTimeOffset now)
    {
        var length = (int)Math.Ceiling(video.DurationSeconds ?? int.MaxValue);
        var from = record.CreditFrom > launch.CreatedAt - Lead ? record.CreditFrom : launch.CreatedAt - Lead;
        var (seen, credit) = (WatchedRanges.Parse(record.Ranges), (now - from).TotalSeconds * FastestPace);
        var before = seen.Seconds;
        foreach (var range in ranges)
        {
            var left = (int)Math.Max(0, credit - (seen.Seconds - before));
            var inside = range with { Until = Math.Min(range.Until, length) };
            var whole = seen.With(inside);
            seen = whole.Seconds - seen.Seconds <= left ? whole : seen.With(inside with { Until = inside.From + left });
        }

        (record.Ranges, record.LastAt, record.Version) = (seen.ToString(), now, Guid.CreateVersion7());
        record.CreditFrom = from + TimeSpan.FromSeconds((seen.Seconds - before) / FastestPace);
        record.Percent = video.DurationSeconds is { } seconds ? Math.Min(100, seen.Seconds * 100 / Math.Max(1, (int)seconds)) : 0;
    }
}
