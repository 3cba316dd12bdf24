using Lectern.Contracts.Devices;
using Lectern.Contracts.Recordings;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Capture.Recordings;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Bookings;

/// <summary>Bookings whose time has begun and whose recording somebody ended, in the room, by its button or from here: the machine starts them no more, and the rest of their time is free.</summary>
internal static class StoppedBookings
{
    // An agent that starts anew records again within five seconds, and one that took another's place as soon as it knows the schedule.
    private static readonly TimeSpan s_startsAgainWithin = TimeSpan.FromSeconds(10);

    /// <returns>When each of them ended. What its machine does not plainly say is not among them: rather a room that nobody gets than a lecture that is cut.</returns>
    internal static async Task<IReadOnlyDictionary<Guid, DateTimeOffset>> OfAsync(LecternDbContext database, Guid roomId, IReadOnlyList<Booking> begun, CancellationToken cancellationToken)
    {
        if (begun.Count == 0 || await FindStatusAsync(database, roomId, cancellationToken) is not { } machine)
        {
            return new Dictionary<Guid, DateTimeOffset>();
        }

        var ids = begun.Select(booking => booking.Id).ToList();
        var recordings = (await database.Recordings.AsNoTracking().Where(row => row.BookingId != null && ids.Contains(row.BookingId.Value)).ToListAsync(cancellationToken)).ToLookup(row => row.BookingId);
        return begun
            .Select(booking => (booking.Id, Ended: EndOf(booking, machine, [.. recordings[booking.Id]])))
            .Where(one => one.Ended is not null)
            .ToDictionary(one => one.Id, one => one.Ended!.Value);
    }

    // A box tells neither.
    private static async Task<Told?> FindStatusAsync(LecternDbContext database, Guid roomId, CancellationToken cancellationToken)
    {
        var device = await database.Devices.AsNoTracking().FirstOrDefaultAsync(d => d.RoomId == roomId && !d.IsStandby && d.RevokedAt == null && d.ReplacedAt == null, cancellationToken);
        return device is { IsBox: false, LastSeenAt: { } at } && device.ReadStatus() is { } status ? new Told(at, status) : null;
    }

    private static DateTimeOffset? EndOf(Booking booking, Told machine, IReadOnlyList<Recording> recordings)
    {
        var told = machine.Status.Recordings.Where(recording => recording.Booking == booking.Id).ToList();
        var ends = new List<DateTimeOffset?>(told.Select(recording => recording.State is RecordingState.Spooled or RecordingState.Verified ? recording.EndsAt : (DateTimeOffset?)null));
        ends.AddRange(recordings.Where(row => told.TrueForAll(recording => recording.Id != row.Id)).Select(row => row.EndedAt));
        if (ends.Count == 0 || ends.Exists(end => end is null || end > machine.At - s_startsAgainWithin))
        {
            return null;
        }

        return ends.Max() is { } ended && booking.StartsAt < ended && ended < booking.EndsAt ? ended : null;
    }

    /// <param name="At">When, by our clock, which is the one that recordings go by: the machine's own may be wrong.</param>
    private sealed record Told(DateTimeOffset At, AgentStatus Status);
}
