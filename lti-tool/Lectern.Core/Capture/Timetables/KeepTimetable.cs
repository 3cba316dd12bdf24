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

    // A minute's outage wakes nobody: the next lectures are known.
    private static readonly TimeSpan s_ringsAfter = TimeSpan.FromMinutes(30);

    private static readonly HashSet<RoomAlarmKind> s_kinds = [RoomAlarmKind.Timetable];

    /// <summary>Keeps what was answered, unless the timetable was changed since it was asked. Safe to repeat.</summary>
    public async Task RunAsync(DueTimetable asked, TimetableAnswer answer, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await database.Timetables.FirstOrDefaultAsync(row => row.Id == asked.Id, cancellationToken) is not { } timetable || !asked.IsOf(timetable) || !await database.Rooms.AnyAsync(room => room.Id == timetable.RoomId, cancellationToken))
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

    /// <summary>The room's timetables that somebody has to look at.</summary>
    internal static IQueryable<Timetable> Ringing(LecternDbContext database, Guid roomId, DateTimeOffset now)
    {
        var before = now - s_ringsAfter;
        return database.Timetables.Where(row => row.RoomId == roomId && (row.DoubtSince != null || row.FaultSince < before));
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

        var zone = await database.Rooms.WithRemoved().Where(room => room.Id == timetable.RoomId).Select(room => room.TimeZone).SingleAsync(cancellationToken);
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

    // What it said before it failed it has not said all the time.
    private static void Note(Timetable timetable, TimetableFault fault, string? detail, DateTimeOffset now)
    {
        (timetable.Fault, timetable.FaultDetail, timetable.FaultSince) = (fault, StoredText.Clip(detail, 200), timetable.FaultSince ?? now);
        timetable.DoubtSince = timetable.DoubtSince is null ? null : now;
    }

    /// <returns>How many of its times the room is taken at.</returns>
    private async Task<int> KeepAsync(LecternDbContext database, Timetable timetable, TimetableContent content, string zone, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var plan = TimetablePlan.Of(content, timetable, await BookedAsync(database.Bookings.AsNoTracking(), timetable, now, cancellationToken), zone, now);
        if (plan.ChangesSomething)
        {
            await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
            if (!await RoomCalendar.LockAsync(database, timetable.RoomId, cancellationToken))
            {
                return 0;
            }

            plan = TimetablePlan.Of(content, timetable, await BookedAsync(database.Bookings.Include(row => row.Sections), timetable, now, cancellationToken), zone, now);
            await WriteAsync(database, timetable, plan, now, cancellationToken);
            await database.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            signals.Set(timetable.RoomId);
        }

        Doubt(timetable, plan, now);
        return await database.Bookings.CountAsync(row => row.TimetableId == timetable.Id && row.ClashesWithId != null && row.EndsAt > now, cancellationToken);
    }

    private static async Task WriteAsync(LecternDbContext database, Timetable timetable, TimetablePlan plan, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var corrected = plan.Planned.Select(one => one.Row).OfType<Booking>().Where(row => row.EventText is null).ToHashSet();
        var renamed = plan.Planned.Select(one => Write(database, timetable, one, now)).OfType<Booking>().ToList();
        foreach (var booking in plan.IsHeld ? [] : plan.Gone)
        {
            (booking.CancelledAt, booking.ClashesWithId, booking.Version) = (booking.CancelledAt ?? now, null, Guid.CreateVersion7());
        }

        database.Audit.Add(new AuditEntry
        {
            At = now,
            Actor = Actors.Timetable,
            Act = Acts.FollowTimetable,
            Subject = timetable.RoomId.ToString(),
            Detail = $"{timetable.Host}: {plan.Planned.Count(one => one.Row is null)} new, {plan.Planned.Count(one => one.Row is not null)} changed, {(plan.IsHeld ? 0 : plan.Gone.Count)} cancelled",
        });
        await MatchCourses.ApplyAsync(database, renamed, corrected, cancellationToken);
    }

    // Of more than it said before nobody knows yet that it lasts.
    private static void Doubt(Timetable timetable, TimetablePlan plan, DateTimeOffset now)
    {
        var lasts = timetable.DoubtSince is not null && plan.Gone.Count <= timetable.Missing;
        (timetable.DoubtSince, timetable.Missing) = plan.IsHeld ? (lasts ? timetable.DoubtSince : now, plan.Gone.Count) : (null, 0);
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
            booking = new Booking { Id = planned.Id, RoomId = timetable.RoomId, TimetableId = timetable.Id, Title = "", BookedAt = now, Publish = timetable.Publish, PublishHours = timetable.PublishHours };
            database.Bookings.Add(booking);
        }

        booking.EventUid = planned.Event.UidHash;
        if (booking.IsEdited)
        {
            booking.RecurrenceId = planned.Event.RecurrenceId;
            return null;
        }

        var isRenamed = booking.EventText != planned.Event.Text;
        (booking.StartsAt, booking.EndsAt, booking.RecurrenceId) = (planned.Event.Time.StartsAt, planned.Event.Time.EndsAt, planned.Event.RecurrenceId);
        (booking.Title, booking.EventText) = (planned.Event.Title, planned.Event.Text);
        (booking.ClashesWithId, booking.CancelledAt) = (planned.ClashesWith, planned.ClashesWith is null ? null : booking.CancelledAt ?? now);
        booking.Version = Guid.CreateVersion7();
        return isRenamed ? booking : null;
    }

    private async Task RingAsync(LecternDbContext database, Guid roomId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var before = now - s_ringsAfter;
        var since = await Ringing(database, roomId, now).Select(row => row.FaultSince < before ? row.FaultSince : row.DoubtSince).ToListAsync(cancellationToken);
        var rings = await database.RoomAlarms.AnyAsync(alarm => alarm.RoomId == roomId && alarm.Kind == RoomAlarmKind.Timetable && alarm.Until == null, cancellationToken);
        if (since.Count > 0 || rings)
        {
            await ring.RunAsync(roomId, s_kinds, since.Count > 0 ? [new RungAlarm(RoomAlarmKind.Timetable, "", since.Min() ?? now)] : [], cancellationToken);
        }
    }
}
