using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Alarms;

/// <summary>Judges all rooms by what no device can tell: that it is silent, that nothing is recorded, and whether it is ready for what is booked next.</summary>
public sealed class WatchRooms(IDbContextFactory<LecternDbContext> databases, ReadRooms rooms, RingAlarms ring, IDatabaseErrors errors, TimeProvider time)
{
    private static readonly HashSet<RoomAlarmKind> s_kinds = [RoomAlarmKind.Late, RoomAlarmKind.Offline, RoomAlarmKind.MissedStart, RoomAlarmKind.Preflight];
    private static readonly TimeSpan s_keepFresh = TimeSpan.FromSeconds(30);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var ringing = await RingingAsync(cancellationToken);
        foreach (var room in await rooms.RunAsync(cancellationToken))
        {
            var wrong = await JudgeAsync(room, time.GetUtcNow(), cancellationToken);
            if (wrong.Count > 0 || ringing.Contains(room.Room.Id))
            {
                await ring.RunAsync(room.Room.Id, s_kinds, wrong, cancellationToken);
            }
        }
    }

    private async Task<HashSet<Guid>> RingingAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.RoomAlarms.Where(a => a.Until == null).Select(a => a.RoomId).ToHashSetAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<RungAlarm>> JudgeAsync(RoomNow room, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var wrong = new List<RungAlarm>();
        if (JudgeRoom.SilenceOf(room, now) is { } silence)
        {
            wrong.Add(silence);
        }

        if (JudgeRoom.IsMissed(room, now) && !await IsRecordedAsync(room.Current!.Booking.Id, cancellationToken))
        {
            wrong.Add(new RungAlarm(RoomAlarmKind.MissedStart, "", room.Current.Booking.StartsAt));
        }

        if (room.Next is { Booking: var next } && next.StartsAt <= now + JudgeRoom.PreflightBefore)
        {
            var reasons = PreflightReason.Write(JudgeRoom.Preflight(room, next, now));
            await KeepAsync(next, reasons, now, cancellationToken);
            wrong.AddRange(reasons.Length > 0 ? [new RungAlarm(RoomAlarmKind.Preflight, "", now)] : []);
        }

        return wrong;
    }

    // One that was stopped by hand, sent and forgotten by its device was not missed.
    private async Task<bool> IsRecordedAsync(Guid booking, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Recordings.AnyAsync(r => r.BookingId == booking, cancellationToken);
    }

    private async Task KeepAsync(Booking booking, string reasons, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var kept = await database.Preflights.FirstOrDefaultAsync(p => p.BookingId == booking.Id, cancellationToken);
        if (kept is null)
        {
            database.Preflights.Add(new Preflight { BookingId = booking.Id, JudgedAt = now, Reasons = reasons });
        }
        else if (kept.Reasons != reasons || kept.JudgedAt < now - s_keepFresh)
        {
            (kept.JudgedAt, kept.Reasons) = (now, reasons);
        }

        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (errors.IsUniqueViolation(exception))
        {
            // Another server judged it first.
        }
    }
}
