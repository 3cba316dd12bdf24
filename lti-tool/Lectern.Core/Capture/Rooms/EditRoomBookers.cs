using Lectern.Core.Governance;
using Lectern.Core.Platforms;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Rooms;

/// <summary>Who may book a room from a course. What is booked already stays, whoever may no more.</summary>
public sealed class EditRoomBookers(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    /// <summary>Null when there is no such room.</summary>
    public async Task<ShownBookers?> FindAsync(Guid roomId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Rooms.AsNoTracking().Include(r => r.Bookers).FirstOrDefaultAsync(r => r.Id == roomId, cancellationToken) is { } room
            ? new ShownBookers(room, await database.Platforms.AsNoTracking().OrderBy(p => p.Name).ToListAsync(cancellationToken))
            : null;
    }

    /// <summary>False when there is no such room, or no such platform: nothing was changed.</summary>
    /// <param name="platforms">For <see cref="RoomBookers.SomePlatforms"/>.</param>
    public async Task<bool> RunAsync(Guid roomId, RoomBookers bookers, IReadOnlyCollection<Guid> platforms, string actor, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var chosen = bookers == RoomBookers.SomePlatforms ? platforms.Distinct().ToList() : [];
        var names = await database.Platforms.Where(p => chosen.Contains(p.Id)).OrderBy(p => p.Name).Select(p => p.Name).ToListAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);

        // The row's lock: who books meanwhile waits, and goes by what holds then.
        await database.Rooms.Where(r => r.Id == roomId).ExecuteUpdateAsync(set => set.SetProperty(r => r.BookableBy, bookers), cancellationToken);
        if (names.Count != chosen.Count || await database.Rooms.Include(r => r.Bookers).FirstOrDefaultAsync(r => r.Id == roomId, cancellationToken) is not { } room)
        {
            return false;
        }

        database.RoomBookers.RemoveRange(room.Bookers.Where(old => !chosen.Contains(old.PlatformId)));
        database.RoomBookers.AddRange(chosen.Where(id => room.Bookers.TrueForAll(old => old.PlatformId != id)).Select(id => new RoomBooker { RoomId = roomId, PlatformId = id }));
        database.Audit.Add(new AuditEntry { At = time.GetUtcNow(), Actor = actor, Act = Acts.ChangeBookers, Subject = roomId.ToString(), Detail = DetailOf(bookers, names) });
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static string DetailOf(RoomBookers bookers, IReadOnlyList<string> names)
    {
        var text = bookers == RoomBookers.SomePlatforms ? string.Join(", ", names) : bookers.ToString();
        return text.Length <= AuditEntry.LongestDetail ? text : text[..AuditEntry.LongestDetail];
    }
}

/// <param name="Platforms">All there are.</param>
public sealed record ShownBookers(Room Room, IReadOnlyList<Platform> Platforms);
