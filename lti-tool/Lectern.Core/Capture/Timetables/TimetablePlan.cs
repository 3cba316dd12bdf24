using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Rooms;

namespace Lectern.Core.Capture.Timetables;

/// <summary>What a room's bookings become by a timetable. Pure: it is made once to see whether anything changes, and once more under the room's lock.</summary>
internal sealed class TimetablePlan
{
    // Of so few that fall out nobody is surprised.
    private const int Few = 3;

    private static readonly TimeSpan s_believeAfter = TimeSpan.FromHours(1);

    private TimetablePlan(IReadOnlyList<PlannedBooking> planned, IReadOnlyList<Booking> gone, bool isHeld) => (Planned, Gone, IsHeld) = (planned, gone, isHeld);

    /// <summary>What is new or has changed.</summary>
    public IReadOnlyList<PlannedBooking> Planned { get; }

    /// <summary>What the timetable has no more.</summary>
    public IReadOnlyList<Booking> Gone { get; }

    /// <summary>So much is missing that it may be the timetable's fault: nothing is cancelled yet.</summary>
    public bool IsHeld { get; }

    public bool ChangesSomething => Planned.Count > 0 || (Gone.Count > 0 && !IsHeld);

    /// <param name="booked">All of the room and of the timetable that are not over or were not a day ago, cancelled ones too.</param>
    /// <param name="zone">The room's.</param>
    public static TimetablePlan Of(TimetableContent content, Timetable timetable, IReadOnlyCollection<Booking> booked, string zone, DateTimeOffset now)
    {
        // What was held and then took place once more has two.
        var own = booked.Where(booking => booking.TimetableId == timetable.Id && booking.EventUid is not null).GroupBy(KeyOf).ToDictionary(same => same.Key, same => same.MaxBy(booking => booking.EndsAt)!);
        var wanted = content.Times.Select(KeyOf).ToHashSet();
        var unreadable = content.Unreadable.Select(Keys.Secret.Hash).ToHashSet();
        var missing = own.Values.Where(booking => booking.EndsAt > now && !wanted.Contains(KeyOf(booking))).ToList();
        var moved = Moved(missing, [.. content.Times.Where(one => !own.ContainsKey(KeyOf(one)))], unreadable, zone);
        var found = moved.Values.ToHashSet();
        missing.RemoveAll(booking => booking.IsEdited || found.Contains(booking) || unreadable.Contains(booking.EventUid!) || booking is { CancelledAt: not null, ClashesWithId: null });

        // A recording that runs ends early only where the timetable says so; that its event is missing is no word.
        var cancelled = content.Cancelled.Select(one => (Keys.Secret.Hash(one.Uid), one.RecurrenceId)).ToHashSet();
        var running = missing.Where(booking => booking.CancelledAt is null && booking.StartsAt <= now && !cancelled.Contains((booking.EventUid!, null)) && !cancelled.Contains((booking.EventUid!, booking.RecurrenceId))).ToHashSet();
        var gone = missing.Where(booking => !running.Contains(booking)).ToList();
        var isHeld = MayBeWrong(gone.Count, own.Values.Count(booking => booking is { IsEdited: false, CancelledAt: null } && booking.EndsAt > now), content) && !IsBelieved(timetable, gone.Count, now);

        // What is over takes nothing from anybody: what was recorded by hand ends a moment after the lecture began that ended it.
        var stays = running.Concat(isHeld ? gone : []).Concat(own.Values.Where(booking => unreadable.Contains(booking.EventUid!))).ToHashSet();
        var taken = booked.Where(booking => booking.RoomId == timetable.RoomId && booking.CancelledAt is null && booking.EndsAt > now && (booking.TimetableId != timetable.Id || booking.IsEdited || stays.Contains(booking)));
        return new TimetablePlan(Plan(content, one => own.GetValueOrDefault(KeyOf(one)) ?? moved.GetValueOrDefault(KeyOf(one)), stays, [.. taken.Select(booking => (booking.Id, booking.Time))], now), gone, isHeld);
    }

    private static List<PlannedBooking> Plan(TimetableContent content, Func<TimetableEvent, Booking?> rowOf, HashSet<Booking> stays, List<(Guid Id, BookedTime Time)> taken, DateTimeOffset now)
    {
        var planned = new List<PlannedBooking>();
        foreach (var one in content.Times.OrderBy(one => one.Time.StartsAt).ThenBy(one => one.UidHash, StringComparer.Ordinal))
        {
            var row = rowOf(one);
            if (row is { IsEdited: true } && KeyOf(row) != KeyOf(one))
            {
                // What people changed stays so, also under another name.
                planned.Add(new PlannedBooking(one, row, null));
            }

            if (row is { IsEdited: true } || (row is not null && stays.Contains(row)) || ((row is null || row.EndsAt <= now) && one.Time.EndsAt <= now))
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

        return planned;
    }

    private static bool MayBeWrong(int gone, int open, TimetableContent content) => gone > 0 && (content.IsEmpty || (gone > Few && gone * 2 >= open));

    // Only as much as it said all the time, and as somebody saw who says that it is right.
    private static bool IsBelieved(Timetable timetable, int gone, DateTimeOffset now) => timetable.DoubtSince <= now - s_believeAfter && gone <= timetable.Missing;

    // An event whose rule begins at another hour is the same one: a recording that runs goes on by it, and what people refused stays refused. So is the only one of a name that is elsewhere now.
    private static Dictionary<(string, DateTimeOffset), Booking> Moved(List<Booking> missing, IReadOnlyList<TimetableEvent> fresh, HashSet<string> unreadable, string zone)
    {
        var (moved, named) = (new Dictionary<(string, DateTimeOffset), Booking>(), fresh.ToLookup(one => one.UidHash));
        foreach (var name in missing.Where(MayGoOn).GroupBy(booking => booking.EventUid!))
        {
            var left = name.OrderBy(booking => booking.RecurrenceId).ToList();
            var found = named[name.Key].OrderBy(one => one.RecurrenceId).ToList();
            foreach (var one in found)
            {
                var day = DayOf(one.RecurrenceId);
                var events = found.Count(other => !moved.ContainsKey(KeyOf(other)) && DayOf(other.RecurrenceId) == day);
                var same = Same(left.FindAll(booking => DayOf(booking.RecurrenceId!.Value) == day), one, events) ?? (found.Count == 1 ? OnlyOf(left) : null);
                if (same is not null)
                {
                    left.Remove(same);
                    moved[KeyOf(one)] = same;
                }
            }
        }

        Renamed(moved, missing, fresh, unreadable);
        return moved;

        DateTime DayOf(DateTimeOffset at) => TimeZones.Local(at, zone).Date;
    }

    private static bool MayGoOn(Booking booking) => booking.IsEdited || booking.CancelledAt is null || booking.ClashesWithId is not null;

    // In their order; where one of a day has no event any more, it is not the one nearest to what is left.
    private static Booking? Same(List<Booking> left, TimetableEvent one, int events) =>
        left.Count > events ? left.MinBy(booking => (booking.RecurrenceId!.Value - one.RecurrenceId).Duration()) : left.FirstOrDefault();

    // What people changed stands back: its event may just be gone.
    private static Booking? OnlyOf(List<Booking> left) => left.Count == 1 ? left[0] : left.FindAll(booking => !booking.IsEdited) is [var only] ? only : null;

    // Some products name their events anew each time: what is at the same time is the same.
    private static void Renamed(Dictionary<(string, DateTimeOffset), Booking> moved, List<Booking> missing, IReadOnlyList<TimetableEvent> fresh, HashSet<string> unreadable)
    {
        var found = moved.Values.ToHashSet();
        var left = missing.Where(booking => !found.Contains(booking) && !unreadable.Contains(booking.EventUid!) && MayGoOn(booking))
            .GroupBy(booking => booking.Time).ToDictionary(same => same.Key, same => same.OrderBy(booking => booking.CancelledAt is not null).ToList());
        foreach (var one in fresh.Where(one => !moved.ContainsKey(KeyOf(one))))
        {
            if (left.TryGetValue(one.Time, out var same) && (same.Find(booking => booking.Title == one.Title) ?? same.FirstOrDefault()) is { } booking)
            {
                same.Remove(booking);
                moved[KeyOf(one)] = booking;
            }
        }
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
        || Row.EventUid != Event.UidHash || Row.Time != Event.Time || Row.RecurrenceId != Event.RecurrenceId || Row.Title != Event.Title || Row.EventText != Event.Text
        || Row.ClashesWithId != ClashesWith || Row.CancelledAt is null == ClashesWith is not null;
}
