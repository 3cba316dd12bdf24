using System.Text.Json.Nodes;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Governance;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Telling;

/// <summary>Says who is told of one room's alarms, beside those who are told of all rooms' or in their place: a building has a technician of its own.</summary>
public sealed class EditRoomAlerts(IDbContextFactory<LecternDbContext> databases, NewMessages messages, TimeProvider time)
{
    /// <returns>Null when there is no such room.</returns>
    public async Task<RoomAlerts?> ReadAsync(Guid roomId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Rooms.AsNoTracking().FirstOrDefaultAsync(r => r.Id == roomId, cancellationToken) is { } room
            ? new RoomAlerts(room, await SettingsAsync(database, cancellationToken))
            : null;
    }

    /// <returns>Why nothing was changed; null when it was, or when there is no such room.</returns>
    public async Task<AlertFault?> ChangeAsync(Guid roomId, string? mailTo, bool alone, string actor, CancellationToken cancellationToken)
    {
        if (AlertAddresses.Read(mailTo) is not { } addresses)
        {
            return AlertFault.Address;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await database.Rooms.FirstOrDefaultAsync(r => r.Id == roomId, cancellationToken) is not { } room)
        {
            return null;
        }

        (room.AlertMailTo, room.AlertsGoThereAlone) = (addresses, alone);
        Audit(database, Acts.ChangeAlerts, room, $"{AlertAddresses.Lines(addresses).Count} addresses of its own{(alone ? ", alone" : "")}", actor);
        await database.SaveChangesAsync(cancellationToken);
        return null;
    }

    /// <returns>How many messages were written: none where nobody is to be told.</returns>
    public async Task<int> TestAsync(Guid roomId, Func<Room, NewsText> say, string actor, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await database.Rooms.AsNoTracking().FirstOrDefaultAsync(r => r.Id == roomId, cancellationToken) is not { } room)
        {
            return 0;
        }

        var settings = await SettingsAsync(database, cancellationToken);
        var facts = new JsonObject { ["event"] = "test", ["at"] = time.GetUtcNow(), ["room"] = TellAlarms.FactsOf(room) };
        var written = messages.Add(database, settings, settings.AddressesOf(room), say(room), facts);
        Audit(database, Acts.TestAlerts, room, null, actor);
        await database.SaveChangesAsync(cancellationToken);
        return written;
    }

    private static async Task<AlertSettings> SettingsAsync(LecternDbContext database, CancellationToken cancellationToken) =>
        await database.AlertSettings.AsNoTracking().FirstOrDefaultAsync(cancellationToken) ?? new AlertSettings();

    private void Audit(LecternDbContext database, string act, Room room, string? detail, string actor) =>
        database.Audit.Add(new AuditEntry { At = time.GetUtcNow(), Actor = actor, Act = act, Subject = room.Id.ToString(), Detail = detail });
}

/// <param name="All">What holds for all rooms.</param>
public sealed record RoomAlerts(Room Room, AlertSettings All);
