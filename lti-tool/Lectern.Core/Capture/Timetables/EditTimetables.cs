using Lectern.Core.Capture.Alarms;
using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Database;
using Lectern.Core.Governance;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Timetables;

/// <summary>Which timetables a room follows.</summary>
public sealed class EditTimetables(IDbContextFactory<LecternDbContext> databases, RoomSignals signals, TimeProvider time)
{
    private const int Most = 10;

    /// <returns>Why nothing was added; null when it was.</returns>
    public async Task<TimetableEntryFault?> AddAsync(Guid roomId, TimetableEntry entry, string actor, CancellationToken cancellationToken)
    {
        if (FaultOf(entry, AddressOf(entry.Address)) is { } fault)
        {
            return fault;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (!await database.Rooms.AnyAsync(room => room.Id == roomId, cancellationToken))
        {
            return TimetableEntryFault.NotThere;
        }

        if (await database.Timetables.CountAsync(row => row.RoomId == roomId, cancellationToken) >= Most)
        {
            return TimetableEntryFault.TooMany;
        }

        var timetable = new Timetable { RoomId = roomId, Address = AddressOf(entry.Address)!, AddedAt = time.GetUtcNow() };
        Write(timetable, entry);
        database.Timetables.Add(timetable);
        Audit(database, Acts.AddTimetable, timetable, actor);
        await database.SaveChangesAsync(cancellationToken);
        return null;
    }

    /// <param name="entry">Its address is empty where it stays.</param>
    /// <returns>Why nothing was changed; null when it was.</returns>
    public async Task<TimetableEntryFault?> ChangeAsync(Guid roomId, Guid timetableId, TimetableEntry entry, string actor, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await database.Timetables.FirstOrDefaultAsync(row => row.Id == timetableId && row.RoomId == roomId, cancellationToken) is not { } timetable)
        {
            return TimetableEntryFault.NotThere;
        }

        var address = string.IsNullOrWhiteSpace(entry.Address) ? timetable.Address : AddressOf(entry.Address);
        if (FaultOf(entry, address) is { } fault)
        {
            return fault;
        }

        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var before = (timetable.Property, timetable.Pattern);
        timetable.Address = address!;
        Write(timetable, entry);
        if (before != (timetable.Property, timetable.Pattern))
        {
            await FindAnewAsync(database, timetable, cancellationToken);
        }

        Audit(database, Acts.ChangeTimetable, timetable, actor);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    /// <summary>Reads it again with the next round, wholly.</summary>
    public async Task ReadSoonAsync(Guid roomId, Guid timetableId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        await database.Timetables.Where(row => row.Id == timetableId && row.RoomId == roomId)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.NextAt, now).SetProperty(row => row.WholeAt, (DateTimeOffset?)null), cancellationToken);
    }

    /// <summary>The room follows it no more: what it booked and nobody changed is cancelled.</summary>
    public async Task RemoveAsync(Guid roomId, Guid timetableId, string actor, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await database.Timetables.FirstOrDefaultAsync(row => row.Id == timetableId && row.RoomId == roomId, cancellationToken) is not { } timetable)
        {
            return;
        }

        await RoomCalendar.LockAsync(database, roomId, cancellationToken);
        var now = time.GetUtcNow();
        var own = database.Bookings.Where(row => row.TimetableId == timetableId);
        await own.Where(row => !row.IsEdited && row.CancelledAt == null && row.EndsAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.CancelledAt, now).SetProperty(row => row.Version, Guid.CreateVersion7()), cancellationToken);
        await own.ExecuteUpdateAsync(set => set.SetProperty(row => row.TimetableId, (Guid?)null).SetProperty(row => row.ClashesWithId, (Guid?)null), cancellationToken);
        await EndAlarmAsync(database, timetable, now, cancellationToken);
        database.Timetables.Remove(timetable);
        Audit(database, Acts.RemoveTimetable, timetable, actor);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        signals.Set(roomId);
    }

    // The next reading finds their courses by what holds now.
    private async Task FindAnewAsync(LecternDbContext database, Timetable timetable, CancellationToken cancellationToken)
    {
        await RoomCalendar.LockAsync(database, timetable.RoomId, cancellationToken);
        var now = time.GetUtcNow();
        await database.Bookings.Where(row => row.TimetableId == timetable.Id && !row.IsEdited && row.StartsAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.EventText, (string?)null).SetProperty(row => row.Version, Guid.CreateVersion7()), cancellationToken);
    }

    // Nobody reads it again who could end what it rang.
    private static async Task EndAlarmAsync(LecternDbContext database, Timetable timetable, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!await KeepTimetable.Ringing(database, timetable.RoomId, now).AnyAsync(row => row.Id != timetable.Id, cancellationToken))
        {
            await database.RoomAlarms.Where(alarm => alarm.RoomId == timetable.RoomId && alarm.Kind == RoomAlarmKind.Timetable && alarm.Until == null)
                .ExecuteUpdateAsync(set => set.SetProperty(alarm => alarm.Until, now), cancellationToken);
        }
    }

    private void Audit(LecternDbContext database, string act, Timetable timetable, string actor) =>
        database.Audit.Add(new AuditEntry { At = time.GetUtcNow(), Actor = actor, Act = act, Subject = timetable.RoomId.ToString(), Detail = timetable.Host });

    // Calendars give out their address under a scheme of their own.
    private static string? AddressOf(string? typed)
    {
        var text = typed?.Trim() ?? "";
        text = text.StartsWith("webcal://", StringComparison.OrdinalIgnoreCase) ? $"https{text[6..]}" : text;
        return text.Length <= Timetable.LongestAddress && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.UserInfo.Length == 0 ? text : null;
    }

    private static TimetableEntryFault? FaultOf(TimetableEntry entry, string? address) =>
        address is null ? TimetableEntryFault.Address
        : PropertyOf(entry) is not { Length: <= Timetable.LongestProperty } name || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') ? TimetableEntryFault.Property
        : PatternOf(entry) is { } pattern && (pattern.Length > Timetable.LongestPattern || CourseCodes.Pattern(pattern) is null) ? TimetableEntryFault.Pattern
        : RoomCalendar.LacksHours(entry.Publish, entry.PublishHours) ? TimetableEntryFault.Hours
        : null;

    private static string PropertyOf(TimetableEntry entry) => entry.Property?.Trim().ToUpperInvariant() is { Length: > 0 } name ? name : Timetable.UsualProperty;

    private static string? PatternOf(TimetableEntry entry) => entry.Pattern?.Trim() is { Length: > 0 } pattern ? pattern : null;

    private void Write(Timetable timetable, TimetableEntry entry)
    {
        (timetable.Property, timetable.Pattern) = (PropertyOf(entry), PatternOf(entry));
        (timetable.Publish, timetable.PublishHours) = (entry.Publish, entry.Publish == PublishRule.AfterHours ? entry.PublishHours : null);
        (timetable.NextAt, timetable.WholeAt) = (time.GetUtcNow(), null);
    }
}

/// <param name="Address">As somebody typed it.</param>
/// <param name="Property">Null for the title.</param>
/// <param name="Pattern">Null for any word that is a code.</param>
public sealed record TimetableEntry(string? Address, string? Property, string? Pattern, PublishRule Publish, int? PublishHours);

public enum TimetableEntryFault
{
    NotThere,
    TooMany,

    /// <summary>It is no web address, or holds a user name.</summary>
    Address,

    /// <summary>No property is called like that.</summary>
    Property,

    /// <summary>It is no regular expression that can be used.</summary>
    Pattern,

    /// <summary>It is published after some hours, and nobody said after how many.</summary>
    Hours,
}
