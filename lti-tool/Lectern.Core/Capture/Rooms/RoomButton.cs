using Lectern.Core.Governance;
using Lectern.Core.Keys;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Rooms;

/// <summary>The secret in the address that a room's panels and buttons call. It lets its holder do what somebody in the room may do, and nothing else. Only its hash is kept.</summary>
public sealed class RoomButton(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    /// <returns>The secret, shown once, in place of the one before; null when there is no such room.</returns>
    public async Task<string?> MakeAsync(Guid roomId, string actor, CancellationToken cancellationToken)
    {
        var secret = Secret.Create();
        return await SetAsync(roomId, Secret.Hash(secret), "new address", actor, cancellationToken) ? secret : null;
    }

    public Task<bool> RemoveAsync(Guid roomId, string actor, CancellationToken cancellationToken) => SetAsync(roomId, null, "no address", actor, cancellationToken);

    /// <summary>Whether the secret is the room's.</summary>
    public async Task<bool> OpensAsync(Guid roomId, string secret, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Rooms.Where(r => r.Id == roomId).Select(r => r.ButtonHash).FirstOrDefaultAsync(cancellationToken) is { } hash && Secret.Matches(secret, hash);
    }

    private async Task<bool> SetAsync(Guid roomId, string? hash, string detail, string actor, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await database.Rooms.FirstOrDefaultAsync(r => r.Id == roomId, cancellationToken) is not { } room)
        {
            return false;
        }

        room.ButtonHash = hash;
        database.Audit.Add(new AuditEntry { At = time.GetUtcNow(), Actor = actor, Act = Acts.ChangeRoomButton, Subject = roomId.ToString(), Detail = detail });
        await database.SaveChangesAsync(cancellationToken);
        return true;
    }
}
