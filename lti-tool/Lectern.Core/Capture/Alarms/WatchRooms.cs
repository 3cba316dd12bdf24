using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Lectern.Core.Capture.Alarms;

/// <summary>Judges all rooms by what no device can tell: that it is silent, that nothing is recorded, and whether it is ready for what is booked next.</summary>
public sealed partial class WatchRooms(
    IDbContextFactory<LecternDbContext> databases, ReadRooms rooms, UnrecordedBookings unrecorded, RingAlarms ring, IDatabaseErrors errors, TimeProvider time, ILogger<WatchRooms> logger)
{
    private static readonly HashSet<RoomAlarmKind> s_kinds = [RoomAlarmKind.Late, RoomAlarmKind.Offline, RoomAlarmKind.MissedStart, RoomAlarmKind.Preflight];

    // Nobody tells any more of a machine that is not there.
    private static readonly HashSet<RoomAlarmKind> s_withoutDevice = [.. s_kinds, .. ToldAlarms.Kinds];
    private static readonly TimeSpan s_keepFresh = TimeSpan.FromSeconds(30);
    private readonly SeenVersions _versions = new();
    private DateTimeOffset _listens = time.GetUtcNow();

    /// <summary>Nobody could be heard until now, for a reason of ours.</summary>
    public void ListenAnew() => _listens = time.GetUtcNow();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (ringing, missed) = (await RingingAsync(cancellationToken), await unrecorded.RunAsync(now, cancellationToken));
        foreach (var room in await rooms.RunAsync(cancellationToken))
        {
            try
            {
                await WatchAsync(room, missed[room.Room.Id], ringing.Contains(room.Room.Id), now, cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                // The other rooms are judged all the same.
                Log.RoomFailed(logger, room.Room.Id, exception);
            }
        }
    }

    private async Task WatchAsync(RoomNow room, IEnumerable<Booking> unrecorded, bool isRinging, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var since = _versions.Of(room.Room, _listens, now);
        var wrong = await JudgeAsync(room, since, now, cancellationToken);
        wrong.AddRange(unrecorded.Where(booking => JudgeRoom.WasMissed(room, booking, now)).Select(Missed));
        if (wrong.Count > 0 || isRinging)
        {
            await ring.RunAsync(room.Room.Id, room.Device is null ? s_withoutDevice : [.. s_kinds.Where(kind => JudgeRoom.IsKnowable(kind, room, now, since))], wrong, cancellationToken);
        }
    }

    private async Task<HashSet<Guid>> RingingAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.RoomAlarms.Where(a => a.Until == null).Select(a => a.RoomId).ToHashSetAsync(cancellationToken);
    }

    private async Task<List<RungAlarm>> JudgeAsync(RoomNow room, WatchedSince since, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var wrong = new List<RungAlarm>();
        if (JudgeRoom.SilenceOf(room, now, since.Listens) is { } silence)
        {
            wrong.Add(silence);
        }

        if (JudgeRoom.IsMissed(room, now, since.Schedule))
        {
            wrong.Add(Missed(room.Current!.Booking));
        }

        if (room.Next is { Booking: var next } && next.StartsAt <= now + JudgeRoom.PreflightBefore)
        {
            var reasons = await PreflightAsync(room, next, since, now, cancellationToken);
            wrong.AddRange(reasons.Any(reason => !reason.IsNote) ? [new RungAlarm(RoomAlarmKind.Preflight, "", now, next.Id)] : []);
        }

        return wrong;
    }

    private async Task<IReadOnlyList<PreflightReason>> PreflightAsync(RoomNow room, Booking next, WatchedSince since, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (room.Preflight is { } kept && next.StartsAt < now + JudgeRoom.PreflightUntil)
        {
            return kept.ReadReasons();
        }

        var reasons = JudgeRoom.Preflight(room, next, now, since);
        await KeepAsync(next, PreflightReason.Write(reasons), now, cancellationToken);
        return reasons;
    }

    private static RungAlarm Missed(Booking booking) => new(RoomAlarmKind.MissedStart, "", booking.StartsAt, booking.Id);

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

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Watching over room {Room} failed; it is tried again in ten seconds.")]
        internal static partial void RoomFailed(ILogger logger, Guid room, Exception exception);
    }
}
