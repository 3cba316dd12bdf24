using Lectern.Contracts.Devices;
using Lectern.Core.Database;
using Lectern.Core.Governance;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Rooms;

/// <summary>Adds a room, with the sources that most have.</summary>
public sealed class AddRoom(IDbContextFactory<LecternDbContext> databases, IDatabaseErrors errors, TimeProvider time)
{
    public async Task<AddedRoom> RunAsync(string? name, string? building, string? timeZone, string actor, CancellationToken cancellationToken)
    {
        if (StoredText.Clip(name?.Trim(), Room.LongestName) is not { } called)
        {
            return new AddedRoom(RoomFault.NoName);
        }

        if (!TimeZones.IsKnown(timeZone))
        {
            return new AddedRoom(RoomFault.UnknownTimeZone);
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var room = new Room { Name = called, Building = StoredText.Clip(building?.Trim(), Room.LongestName) ?? "", TimeZone = timeZone!, AddedAt = time.GetUtcNow() };
        room.Sources.AddRange(UsualSources(room.Id));
        database.Rooms.Add(room);
        database.Audit.Add(new AuditEntry { At = time.GetUtcNow(), Actor = actor, Act = Acts.AddRoom, Subject = room.Id.ToString(), Detail = room.Name });
        try
        {
            await database.SaveChangesAsync(cancellationToken);
            return new AddedRoom(null, room.Id);
        }
        catch (DbUpdateException exception) when (errors.IsUniqueViolation(exception))
        {
            return new AddedRoom(RoomFault.NameTaken);
        }
    }

    private static IEnumerable<RoomSource> UsualSources(Guid roomId) =>
    [
        new() { RoomId = roomId, Name = "slides", Place = 0, Role = SourceRole.Slides, Profile = "x11" },
        new() { RoomId = roomId, Name = "presenter", Place = 1, Role = SourceRole.Presenter, Profile = "v4l2" },
        new() { RoomId = roomId, Name = "sound", Place = 2, Role = SourceRole.Sound, Profile = "pulse" },
    ];
}

/// <param name="Fault">Why it was not added; null when it was.</param>
public sealed record AddedRoom(RoomFault? Fault, Guid Id = default);

public enum RoomFault
{
    NotThere,
    NoName,

    /// <summary>The building has a room of this name.</summary>
    NameTaken,
    UnknownTimeZone,

    /// <summary>A source has no name that could stand in an address.</summary>
    SourceName,

    /// <summary>Two sources have one name.</summary>
    SourceTwice,

    /// <summary>A source has no profile, or a size or rate that nothing records.</summary>
    SourceValues,
}
