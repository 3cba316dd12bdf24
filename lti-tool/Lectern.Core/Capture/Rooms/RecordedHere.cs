using Lectern.Core.Capture.Recordings;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Rooms;

/// <summary>What came last of a room's recordings: first what is not all here, which somebody may have to end.</summary>
/// <param name="Title">Empty for one that nobody gave any.</param>
/// <param name="HasVideo">It is a video, made or in the making; else some of it has come.</param>
/// <param name="CanEnd">Its machine is lost: a video can be made of what is here.</param>
/// <param name="Gaps">Where nothing was recorded, by the video's clock.</param>
/// <param name="SpareSoundSeconds">For how long the spare microphone is heard in its video.</param>
public sealed record RecordedHere(Guid Id, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string Title, bool HasVideo, bool CanEnd, IReadOnlyList<RecordingGap> Gaps, double SpareSoundSeconds)
{
    private const int Latest = 10;

    internal static async Task<IReadOnlyList<RecordedHere>> OfAsync(LecternDbContext database, Guid roomId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var lost = EndLostRecording.Lost(database.Recordings, now);
        var found = await database.Recordings.Where(r => r.Device.RoomId == roomId || r.Booking!.RoomId == roomId)
            .Where(r => r.VideoId != null || (r.VerifiedAt == null && r.Parts.Any() && (r.GivenUpAt == null || r.GivenUpAt < r.Device.LastSeenAt)))
            .OrderBy(r => r.VideoId != null).ThenByDescending(r => r.StartedAt).Take(Latest)
            .Select(r => new { r.Id, r.StartedAt, r.EndedAt, Title = r.Booking!.Title ?? r.Title ?? "", r.VideoId, r.SpareSoundSeconds, CanEnd = lost.Any(one => one.Id == r.Id) })
            .ToListAsync(cancellationToken);
        var ids = found.ConvertAll(one => one.Id);
        var gaps = (await database.RecordingGaps.AsNoTracking().Where(g => ids.Contains(g.RecordingId) && g.EndSeconds - g.StartSeconds >= ReadGaps.Shortest).OrderBy(g => g.StartSeconds).ToListAsync(cancellationToken))
            .ToLookup(gap => gap.RecordingId);
        return found.ConvertAll(one => new RecordedHere(one.Id, one.StartedAt, one.EndedAt, one.Title, one.VideoId is not null, one.CanEnd, [.. gaps[one.Id]], one.SpareSoundSeconds));
    }
}
