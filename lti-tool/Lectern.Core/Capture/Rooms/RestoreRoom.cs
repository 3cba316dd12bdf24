using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Timetables;
using Lectern.Core.Database;
using Lectern.Core.Governance;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Rooms;

/// <summary>
/// Brings a removed room back, with what was booked when it was removed and is still to come, and with its timetables. Its machines have to be enrolled anew, and its buttons need a new address.
/// </summary>
public sealed class RestoreRoom(IDbContextFactory<LecternDbContext> databases, IDatabaseErrors errors, TimeProvider time)
{
    /// <summary>Those that are gone, the last first.</summary>
    public async Task<IReadOnlyList<RemovedRoom>> ListAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        return await database.Rooms.WithRemoved().AsNoTracking().Where(r => r.RemovedAt != null).OrderByDescending(r => r.RemovedAt)
            .Select(r => new RemovedRoom(
                r,
                database.Recordings.Count(one => one.VideoId != null && one.Booking!.RoomId == r.Id),
                database.Bookings.Count(b => b.RoomId == r.Id && b.CancelledAt == null),
                database.Bookings.Count(b => b.RoomId == r.Id && b.CancelledAt == r.RemovedAt && b.EndsAt > now),
                database.Recordings.Count(one => one.VerifiedAt != null && one.VideoId == null && one.Parts.Any(part => part.Length > 0) && one.Booking!.RoomId == r.Id)))
            .ToListAsync(cancellationToken);
    }

    /// <param name="name">What it is called from now on: somebody else may have got the name it had.</param>
    /// <returns>Why it stays away; null when it is back.</returns>
    public async Task<RoomFault?> RunAsync(Guid roomId, string? name, string actor, CancellationToken cancellationToken)
    {
        if (StoredText.Clip(name?.Trim(), Room.LongestName) is not { } called)
        {
            return RoomFault.NoName;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var removed = database.Rooms.WithRemoved().Where(r => r.Id == roomId && r.RemovedAt != null);
        await removed.ExecuteUpdateAsync(set => set.SetProperty(r => r.ScheduleVersion, r => r.ScheduleVersion + 1), cancellationToken);
        if (await removed.FirstOrDefaultAsync(cancellationToken) is not { } room)
        {
            return RoomFault.NotThere;
        }

        var booked = await BookAgainAsync(database, room, cancellationToken);
        (room.Name, room.RemovedAt) = (called, null);
        await RemoveRoom.EndAlarmsAsync(database, roomId, time.GetUtcNow(), cancellationToken);
        database.Audit.Add(new AuditEntry { At = time.GetUtcNow(), Actor = actor, Act = Acts.RestoreRoom, Subject = roomId.ToString(), Detail = $"{room.Name} ({booked} booked again)" });
        try
        {
            await database.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return null;
        }
        catch (DbUpdateException exception) when (errors.IsUniqueViolation(exception))
        {
            return RoomFault.NameTaken;
        }
    }

    // Nobody could book it while it was gone, so nothing is in their way.
    private async Task<int> BookAgainAsync(LecternDbContext database, Room room, CancellationToken cancellationToken)
    {
        var (now, removedAt) = (time.GetUtcNow(), room.RemovedAt);

        // What was wrong with a timetable then is no word of how it is now: nothing is believed to have been missing for an hour already.
        await database.Timetables.Where(t => t.RoomId == room.Id).ExecuteUpdateAsync(
            set => set.SetProperty(t => t.NextAt, now).SetProperty(t => t.WholeAt, (DateTimeOffset?)null).SetProperty(t => t.DoubtSince, (DateTimeOffset?)null).SetProperty(t => t.Missing, 0)
                .SetProperty(t => t.Fault, (TimetableFault?)null).SetProperty(t => t.FaultDetail, (string?)null).SetProperty(t => t.FaultSince, (DateTimeOffset?)null),
            cancellationToken);
        return await database.Bookings.Where(b => b.RoomId == room.Id && b.CancelledAt == removedAt && b.EndsAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(b => b.CancelledAt, (DateTimeOffset?)null).SetProperty(b => b.Version, Guid.CreateVersion7()), cancellationToken);
    }
}

/// <param name="Videos">How many became of what was recorded there.</param>
/// <param name="Bookings">How many there were.</param>
/// <param name="ToCome">How many would take place again.</param>
/// <param name="Waiting">How many recordings came after it was gone, and are no video yet.</param>
public sealed record RemovedRoom(Room Room, int Videos, int Bookings, int ToCome, int Waiting);
