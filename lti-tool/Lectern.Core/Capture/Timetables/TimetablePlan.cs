using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Rooms;

namespace Lectern.Core.Capture.Timetables;

/// <summary>What a room's bookings become by a timetable. Pure: it is made once to see whether anything changes, and once more under the room's lock.</summary>
internal sealed class TimetablePlan
{
    // Of so few that fall out nobody is surprised.
    private const int Few = 3;

    private TimetablePlan(IReadOnlyList<PlannedBooking> planned, IReadOnlyList<Booking> gone, int open) => (Planned, Gone, Open) = (planned, gone, open);

    /// <summary>What is new or has changed.</summary>
    public IReadOnlyList<PlannedBooking> Planned { get; }

    /// <summary>What the timetable has no more.</summary>
    public IReadOnlyList<Booking> Gone { get; }

    /// <summary>How many bookings of it were still to come.</summary>
    public int Open { get; }

    /// <summary>So much is missing that it may be the timetable's fault.</summary>
    public bool IsDoubtful(TimetableContent content) => Gone.Count > 0 && (content.IsEmpty || (Gone.Count > Few && Gone.Count * 2 >= Open));

    /// <param name="booked">All of the room and of the timetable that are not over or were not a day ago, cancelled ones too.</param>
    /// <param name="zone">The room's.</param>
    public static TimetablePlan Of(TimetableContent content, Timetable timetable, IReadOnlyCollection<Booking> booked, string zone, DateTimeOffset now)
    {
        // What was held and then took place once more has two.
        var own = booked.Where(booking => booking.TimetableId == timetable.Id && booking.EventUid is not null).GroupBy(KeyOf).ToDictionary(same => same.Key, same => same.MaxBy(booking => booking.EndsAt)!);
        var wanted = content.Times.ToDictionary(KeyOf);
        var gone = own.Values.Where(booking => !booking.IsEdited && booking.EndsAt > now && !wanted.ContainsKey(KeyOf(booking)) && (booking.CancelledAt is null || booking.ClashesWithId is not null)).ToList();
        var moved = Moved(gone, [.. content.Times.Where(one => !own.ContainsKey(KeyOf(one)))], zone);
        var unreadable = content.Unreadable.Select(Keys.Secret.Hash).ToHashSet();
        gone.RemoveAll(booking => moved.ContainsValue(booking) || unreadable.Contains(booking.EventUid!));

        // What is over takes nothing from anybody: what was recorded by hand ends a moment after the lecture began that ended it.
        var taken = booked.Where(booking => booking.RoomId == timetable.RoomId && booking.CancelledAt is null && booking.EndsAt > now && (booking.TimetableId != timetable.Id || booking.IsEdited)).Select(booking => (booking.Id, booking.Time)).ToList();
        taken.AddRange(own.Values.Where(booking => booking is { IsEdited: false, CancelledAt: null } && unreadable.Contains(booking.EventUid!)).Select(booking => (booking.Id, booking.Time)));
        var planned = new List<PlannedBooking>();
        foreach (var one in content.Times.OrderBy(one => one.Time.StartsAt).ThenBy(one => one.UidHash, StringComparer.Ordinal))
        {
            var row = own.GetValueOrDefault(KeyOf(one)) ?? moved.GetValueOrDefault(KeyOf(one));
            if (row is { IsEdited: true } || ((row is null || row.EndsAt <= now) && one.Time.EndsAt <= now))
            {
                continue;
            }

            // One that is over was held, and keeps its recordings.
            row = row?.EndsAt <= now && one.Time.StartsAt > now ? null : row;

            var other = taken.Where(place => place.Time.Overlaps(one.Time)).Select(place => (Guid?)place.Id).FirstOrDefault();
            var plan = new PlannedBooking(one, row, other);
            if (other is null)
            {
                taken.Add((plan.Id, one.Time));
            }

            if (plan.Changes)
            {
                planned.Add(plan);
            }
        }

        return new TimetablePlan(planned, gone, own.Values.Count(booking => booking is { IsEdited: false, CancelledAt: null } && booking.EndsAt > now));
    }

    // An event whose rule begins at another hour is the same one: a recording that runs goes on by it. So is the only one of a name that is elsewhere now.
    private static Dictionary<(string, DateTimeOffset), Booking> Moved(IReadOnlyList<Booking> gone, IReadOnlyList<TimetableEvent> fresh, string zone)
    {
        var moved = new Dictionary<(string, DateTimeOffset), Booking>();
        foreach (var name in gone.GroupBy(booking => booking.EventUid!))
        {
            var left = name.OrderBy(booking => booking.RecurrenceId).ToList();
            var found = fresh.Where(one => one.UidHash == name.Key).OrderBy(one => one.RecurrenceId).ToList();
            foreach (var one in found)
            {
                var day = TimeZones.Local(one.RecurrenceId, zone).Date;
                var same = left.Find(booking => TimeZones.Local(booking.RecurrenceId!.Value, zone).Date == day) ?? (left.Count == 1 && found.Count == 1 ? left[0] : null);
                if (same is not null)
                {
                    left.Remove(same);
                    moved[KeyOf(one)] = same;
                }
            }
        }

        return moved;
    }

    private static (string, DateTimeOffset) KeyOf(Booking booking) => (booking.EventUid!, booking.RecurrenceId!.Value);

    private static (string, DateTimeOffset) KeyOf(TimetableEvent one) => (one.UidHash, one.RecurrenceId);
}

/// <param name="Row">Its booking; null for a new one.</param>
/// <param name="ClashesWith">What is booked at that time already, which stays.</param>
internal sealed record PlannedBooking(TimetableEvent Event, Booking? Row, Guid? ClashesWith)
{
    public Guid Id { get; } = Row?.Id ?? Guid.CreateVersion7();

    public bool Changes => Row is null
        || Row.Time != Event.Time || Row.RecurrenceId != Event.RecurrenceId || Row.Title != Event.Title || Row.EventText != Event.Text
        || Row.ClashesWithId != ClashesWith || Row.CancelledAt is null == ClashesWith is not null;
}
