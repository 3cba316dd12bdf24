using Lectern.Core.Capture.Bookings;
using Lectern.Core.Database;
using Lectern.Core.Governance;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Rooms;

/// <summary>
/// Takes a room away that is gone. What was recorded there stays, and so does what was booked: what was still to come is cancelled, and would take place again should the room come back
/// (<see cref="RestoreRoom"/>). While anything of it is no video yet the room stays.
/// </summary>
public sealed class RemoveRoom(IDbContextFactory<LecternDbContext> databases, RoomSignals signals, RoomPictures pictures, TimeProvider time)
{
    /// <summary>What it would mean; null when there is no such room.</summary>
    public async Task<RoomRemoval?> LookAsync(Guid roomId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await database.Rooms.AsNoTracking().FirstOrDefaultAsync(r => r.Id == roomId, cancellationToken) is not { } room)
        {
            return null;
        }

        var now = time.GetUtcNow();
        return new RoomRemoval(
            room,
            await UnfinishedRecordings.OfAsync(database, roomId, now, cancellationToken),
            await ToCome(database, roomId, now).CountAsync(cancellationToken),
            await database.Devices.CountAsync(d => d.RoomId == roomId && d.RevokedAt == null, cancellationToken),
            await database.Timetables.CountAsync(t => t.RoomId == roomId, cancellationToken));
    }

    /// <returns>Whether it is gone; null when there was no such room.</returns>
    public async Task<bool?> RunAsync(Guid roomId, string actor, CancellationToken cancellationToken)
    {
        if (await TryAsync(roomId, actor, cancellationToken) is not true and var answer)
        {
            return answer;
        }

        await pictures.ForgetAsync(roomId, cancellationToken);
        signals.Set(roomId);
        return true;
    }

    private async Task<bool?> TryAsync(Guid roomId, string actor, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var now = time.GetUtcNow();

        // Codes before the room, as whoever enrols takes them.
        await database.EnrolmentCodes.Where(c => c.RoomId == roomId && c.SpentAt == null && c.ExpiresAt > now).ExecuteUpdateAsync(set => set.SetProperty(c => c.ExpiresAt, now), cancellationToken);
        if (!await RoomCalendar.LockAsync(database, roomId, cancellationToken))
        {
            return null;
        }

        if ((await UnfinishedRecordings.OfAsync(database, roomId, now, cancellationToken)).Count > 0)
        {
            return false;
        }

        // Not as changed by hand: should it come back, they follow their series and timetables.
        var cancelled = await ToCome(database, roomId, now)
            .ExecuteUpdateAsync(set => set.SetProperty(b => b.CancelledAt, now).SetProperty(b => b.Version, Guid.CreateVersion7()), cancellationToken);
        await database.Devices.Where(d => d.RoomId == roomId && d.RevokedAt == null).ExecuteUpdateAsync(set => set.SetProperty(d => d.RevokedAt, now), cancellationToken);
        await EndAlarmsAsync(database, roomId, now, cancellationToken);
        var room = await database.Rooms.SingleAsync(r => r.Id == roomId, cancellationToken);
        (room.RemovedAt, room.ButtonHash, room.WatchedUntil) = (now, null, null);
        database.Audit.Add(new AuditEntry { At = now, Actor = actor, Act = Acts.RemoveRoom, Subject = roomId.ToString(), Detail = $"{room.Name} ({cancelled} cancelled)" });
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static IQueryable<Booking> ToCome(LecternDbContext database, Guid roomId, DateTimeOffset now) =>
        database.Bookings.Where(b => b.RoomId == roomId && b.CancelledAt == null && b.EndsAt > now);

    // As nothing that anybody is told of: nothing is well again by that.
    internal static async Task EndAlarmsAsync(LecternDbContext database, Guid roomId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var alarms = database.RoomAlarms.Where(a => a.RoomId == roomId);
        await alarms.Where(a => a.Until == null).ExecuteUpdateAsync(set => set.SetProperty(a => a.Until, now), cancellationToken);
        await alarms.Where(a => a.ToldAt == null || a.EndToldAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.ToldAt, a => a.ToldAt ?? now).SetProperty(a => a.EndToldAt, a => a.EndToldAt ?? now), cancellationToken);
    }
}

/// <summary>What it means to remove a room.</summary>
/// <param name="Unfinished">Why it can't go yet.</param>
/// <param name="Bookings">How many would be cancelled.</param>
/// <param name="Machines">How many would be revoked.</param>
/// <param name="Timetables">How many would be read no more.</param>
public sealed record RoomRemoval(Room Room, IReadOnlyList<UnfinishedRecording> Unfinished, int Bookings, int Machines, int Timetables);
