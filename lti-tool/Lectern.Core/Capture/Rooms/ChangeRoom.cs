using Lectern.Contracts.Devices;
using Lectern.Core.Database;
using Lectern.Core.Governance;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Rooms;

/// <summary>Changes what a room is called and what is recorded in it. Its device hears of it at once: a changed source begins anew, also in a recording that goes on.</summary>
public sealed class ChangeRoom(IDbContextFactory<LecternDbContext> databases, IDatabaseErrors errors, RoomPictures pictures, RoomSignals signals, TimeProvider time)
{
    private const int LongestProfile = 64;
    private const int LongestDevice = 500;

    /// <returns>Why nothing was changed; null when it was.</returns>
    public async Task<RoomFault?> RunAsync(Guid roomId, RoomEntry entry, string actor, CancellationToken cancellationToken)
    {
        if (FaultOf(entry) is { } fault)
        {
            return fault;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);

        // Counted by the database: two that change at once must not give one version to two settings.
        await database.Rooms.Where(r => r.Id == roomId).ExecuteUpdateAsync(set => set.SetProperty(r => r.SettingsVersion, r => r.SettingsVersion + 1), cancellationToken);
        if (await database.Rooms.Include(r => r.Sources).FirstOrDefaultAsync(r => r.Id == roomId, cancellationToken) is not { } room)
        {
            return RoomFault.NotThere;
        }

        Write(database, room, entry);
        database.Audit.Add(new AuditEntry { At = time.GetUtcNow(), Actor = actor, Act = Acts.ChangeRoom, Subject = roomId.ToString(), Detail = room.Name });
        try
        {
            await database.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (errors.IsUniqueViolation(exception))
        {
            return RoomFault.NameTaken;
        }

        if (!room.SendsPictures)
        {
            await pictures.ForgetAsync(roomId, cancellationToken);
        }

        signals.Set(roomId);
        return null;
    }

    private static RoomFault? FaultOf(RoomEntry entry) =>
        StoredText.Clip(entry.Name?.Trim(), Room.LongestName) is null ? RoomFault.NoName
        : !TimeZones.IsKnown(entry.TimeZone) ? RoomFault.UnknownTimeZone
        : entry.Sources.Any(source => !RoomSource.IsName(source.Name)) ? RoomFault.SourceName
        : entry.Sources.Select(source => source.Name).Distinct().Count() != entry.Sources.Count ? RoomFault.SourceTwice
        : entry.BytesPerSecond is <= 0 || entry.Sources.Any(source => !MakesSense(source)) ? RoomFault.SourceValues
        : null;

    private static bool MakesSense(SourceSettings source) =>
        source is { Profile.Length: > 0 and <= LongestProfile, Device: null or { Length: <= LongestDevice }, Width: >= 16 and <= 7680, Height: >= 16 and <= 4320, FrameRate: >= 1 and <= 120 }
        && source.Profile.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');

    private static void Write(LecternDbContext database, Room room, RoomEntry entry)
    {
        (room.Name, room.Building, room.TimeZone) = (StoredText.Clip(entry.Name!.Trim(), Room.LongestName)!, StoredText.Clip(entry.Building?.Trim(), Room.LongestName) ?? "", entry.TimeZone!);
        (room.BytesPerSecond, room.SendsPictures) = (entry.BytesPerSecond, entry.SendsPictures);
        database.RoomSources.RemoveRange(room.Sources.Where(old => !entry.Sources.Any(source => source.Name == old.Name)));
        for (var place = 0; place < entry.Sources.Count; place++)
        {
            Write(database, room, entry.Sources[place], place);
        }
    }

    private static void Write(LecternDbContext database, Room room, SourceSettings told, int place)
    {
        var source = room.Sources.Find(old => old.Name == told.Name);
        if (source is null)
        {
            source = new RoomSource { RoomId = room.Id, Name = told.Name, Profile = told.Profile };
            database.RoomSources.Add(source);
        }

        (source.Place, source.Role, source.Profile, source.Device) = (place, told.Role, told.Profile, StoredText.Clip(told.Device?.Trim(), LongestDevice));
        (source.Width, source.Height, source.FrameRate) = (told.Width, told.Height, told.FrameRate);
    }
}

/// <param name="BytesPerSecond">Null for as many as there are.</param>
public sealed record RoomEntry(string? Name, string? Building, string? TimeZone, long? BytesPerSecond, bool SendsPictures, IReadOnlyList<SourceSettings> Sources);
