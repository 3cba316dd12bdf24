using Lectern.Core.Capture.Alarms;
using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Database;
using Lectern.Core.Governance;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Timetables;

/// <summary>
/// Makes a room's bookings follow its timetable. A timetable that can't be read changes nothing; one from which suddenly most is missing cancels nothing before it has said so for an hour. What people
/// changed by hand stays, and what they booked is in nobody's way but the timetable's.
/// </summary>
public sealed class KeepTimetable(IDbContextFactory<LecternDbContext> databases, RingAlarms ring, RoomSignals signals, TimeProvider time)
{
    private static readonly TimeSpan s_ahead = TimeSpan.FromDays(400);
    private static readonly TimeSpan s_believeAfter = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_ringAfter = TimeSpan.FromMinutes(30);
    private static readonly HashSet<RoomAlarmKind> s_kinds = [RoomAlarmKind.Timetable];

    /// <summary>Keeps what was answered. Safe to repeat.</summary>
    public async Task RunAsync(Guid timetableId, TimetableAnswer answer, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await database.Timetables.FirstOrDefaultAsync(row => row.Id == timetableId, cancellationToken) is not { } timetable)
        {
            return;
        }

        await ReadAsync(database, timetable, answer, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        await RingAsync(database, timetable.RoomId, cancellationToken);
    }

    /// <summary>Whoever looks after the room says that it is right: what is missing is cancelled with the next reading.</summary>
    public async Task BelieveAsync(Guid roomId, Guid timetableId, string actor, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await database.Timetables.FirstOrDefaultAsync(row => row.Id == timetableId && row.RoomId == roomId && row.DoubtSince != null, cancellationToken) is not { } timetable)
        {
            return;
        }

        (timetable.DoubtSince, timetable.NextAt, timetable.WholeAt) = (DateTimeOffset.UnixEpoch, time.GetUtcNow(), null);
        database.Audit.Add(new AuditEntry { At = time.GetUtcNow(), Actor = actor, Act = Acts.ChangeTimetable, Subject = roomId.ToString(), Detail = $"{timetable.Host} ({timetable.Missing} cancelled)" });
        await database.SaveChangesAsync(cancellationToken);
    }

    private async Task ReadAsync(LecternDbContext database, Timetable timetable, TimetableAnswer answer, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (answer.Fault is { } fault)
        {
            Note(timetable, fault, answer.Detail, now);
            return;
        }

        if (answer.Text is null)
        {
            (timetable.ReadAt, timetable.Fault, timetable.FaultDetail, timetable.FaultSince) = (now, null, null, null);
            return;
        }

        var zone = await database.Rooms.Where(room => room.Id == timetable.RoomId).Select(room => room.TimeZone).SingleAsync(cancellationToken);
        var (unreadable, content) = TimetableText.Read(answer.Text, zone, timetable.Property, now.AddDays(-1), now + s_ahead);
        if (content is null)
        {
            Note(timetable, unreadable!.Value, null, now);
            return;
        }

        var clashes = await KeepAsync(database, timetable, content, zone, now, cancellationToken);
        (timetable.ReadAt, timetable.WholeAt, timetable.Fault, timetable.FaultDetail, timetable.FaultSince) = (now, now, null, null, null);
        (timetable.Events, timetable.AllDay, timetable.Unreadable) = (content.Times.Count(one => one.Time.EndsAt > now), content.AllDay, content.Unreadable.Count);

        // What is not settled is judged anew each time, also when the timetable has not changed.
        var isSettled = timetable.DoubtSince is null && clashes == 0;
        (timetable.ETag, timetable.Modified) = isSettled ? (StoredText.Clip(answer.ETag, TimetableAnswer.LongestTag), StoredText.Clip(answer.Modified, TimetableAnswer.LongestTag)) : (null, null);
    }

    private static void Note(Timetable timetable, TimetableFault fault, string? detail, DateTimeOffset now) =>
        (timetable.Fault, timetable.FaultDetail, timetable.FaultSince) = (fault, StoredText.Clip(detail, 200), timetable.FaultSince ?? now);

    /// <returns>How many of its times the room is taken at.</returns>
    private async Task<int> KeepAsync(LecternDbContext database, Timetable timetable, TimetableContent content, string zone, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var first = TimetablePlan.Of(content, timetable, await BookedAsync(database.Bookings.AsNoTracking(), timetable, now, cancellationToken), zone, now);
        var isHeld = IsHeld(timetable, first, content, now);
        if (first.Planned.Count > 0 || (first.Gone.Count > 0 && !isHeld))
        {
            await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
            await RoomCalendar.LockAsync(database, timetable.RoomId, cancellationToken);
            var plan = TimetablePlan.Of(content, timetable, await BookedAsync(database.Bookings.Include(row => row.Sections), timetable, now, cancellationToken), zone, now);
            isHeld = isHeld || (first.Gone.Count != plan.Gone.Count && plan.IsDoubtful(content));
            var renamed = plan.Planned.Select(one => Write(database, timetable, one, now)).OfType<Booking>().ToList();
            foreach (var booking in isHeld ? [] : plan.Gone)
            {
                (booking.CancelledAt, booking.ClashesWithId, booking.Version) = (booking.CancelledAt ?? now, null, Guid.CreateVersion7());
            }

            database.Audit.Add(new AuditEntry
            {
                At = now,
                Actor = Actors.Timetable,
                Act = Acts.FollowTimetable,
                Subject = timetable.RoomId.ToString(),
                Detail = $"{timetable.Host}: {plan.Planned.Count(one => one.Row is null)} new, {plan.Planned.Count(one => one.Row is not null)} changed, {(isHeld ? 0 : plan.Gone.Count)} cancelled",
            });
            await MatchCourses.ApplyAsync(database, renamed, cancellationToken);
            await database.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            signals.Set(timetable.RoomId);
        }

        return await database.Bookings.CountAsync(row => row.TimetableId == timetable.Id && row.ClashesWithId != null && row.EndsAt > now, cancellationToken);
    }

    private static bool IsHeld(Timetable timetable, TimetablePlan plan, TimetableContent content, DateTimeOffset now)
    {
        var isDoubtful = plan.IsDoubtful(content);
        var isBelieved = isDoubtful && timetable.DoubtSince is { } since && since <= now - s_believeAfter;
        var isHeld = isDoubtful && !isBelieved;
        timetable.DoubtSince = isHeld ? timetable.DoubtSince ?? now : null;
        timetable.Missing = isHeld ? plan.Gone.Count : 0;
        return isHeld;
    }

    // Those that people moved into other rooms too.
    private static Task<List<Booking>> BookedAsync(IQueryable<Booking> bookings, Timetable timetable, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var from = now.AddDays(-1);
        return bookings.Where(row => (row.RoomId == timetable.RoomId || row.TimetableId == timetable.Id) && row.EndsAt > from).OrderBy(row => row.StartsAt).ToListAsync(cancellationToken);
    }

    /// <returns>The booking, where its course has to be found (anew).</returns>
    private static Booking? Write(LecternDbContext database, Timetable timetable, PlannedBooking planned, DateTimeOffset now)
    {
        var booking = planned.Row;
        if (booking is null)
        {
            booking = new Booking { Id = planned.Id, RoomId = timetable.RoomId, TimetableId = timetable.Id, EventUid = planned.Event.UidHash, Title = "", BookedAt = now, Publish = timetable.Publish, PublishHours = timetable.PublishHours };
            database.Bookings.Add(booking);
        }

        var isRenamed = booking.EventText != planned.Event.Text;
        (booking.StartsAt, booking.EndsAt, booking.RecurrenceId) = (planned.Event.Time.StartsAt, planned.Event.Time.EndsAt, planned.Event.RecurrenceId);
        (booking.Title, booking.EventText) = (planned.Event.Title, planned.Event.Text);
        (booking.ClashesWithId, booking.CancelledAt) = (planned.ClashesWith, planned.ClashesWith is null ? null : booking.CancelledAt ?? now);
        booking.Version = Guid.CreateVersion7();
        return isRenamed ? booking : null;
    }

    // A minute's outage wakes nobody: the next lectures are known.
    private async Task RingAsync(LecternDbContext database, Guid roomId, CancellationToken cancellationToken)
    {
        var (now, before) = (time.GetUtcNow(), time.GetUtcNow() - s_ringAfter);
        var since = await database.Timetables.Where(row => row.RoomId == roomId && (row.DoubtSince != null || row.FaultSince < before))
            .Select(row => row.FaultSince < before ? row.FaultSince : row.DoubtSince).ToListAsync(cancellationToken);
        var rings = await database.RoomAlarms.AnyAsync(alarm => alarm.RoomId == roomId && alarm.Kind == RoomAlarmKind.Timetable && alarm.Until == null, cancellationToken);
        if (since.Count > 0 || rings)
        {
            await ring.RunAsync(roomId, s_kinds, since.Count > 0 ? [new RungAlarm(RoomAlarmKind.Timetable, "", since.Min() ?? now)] : [], cancellationToken);
        }
    }
}
