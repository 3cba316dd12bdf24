using Lectern.Core.Capture.Rooms;
using Lectern.Core.Governance;
using Lectern.Core.Keys;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Devices;

/// <summary>Makes the code by which a machine becomes a room's device. The room's earlier codes end: only the one on the screen counts.</summary>
public sealed class InviteDevice(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    /// <returns>The code, shown once; null when there is no such room.</returns>
    public async Task<string?> RunAsync(Guid roomId, bool standsBy, string actor, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await database.Rooms.Where(r => r.Id == roomId).Select(r => r.Name).FirstOrDefaultAsync(cancellationToken) is not { } name)
        {
            return null;
        }

        var (now, code) = (time.GetUtcNow(), TypedCode.Create());
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await database.EnrolmentCodes.Where(c => c.RoomId == roomId && c.SpentAt == null && c.ExpiresAt > now).ExecuteUpdateAsync(set => set.SetProperty(c => c.ExpiresAt, now), cancellationToken);
        database.EnrolmentCodes.Add(new EnrolmentCode { RoomId = roomId, IsStandby = standsBy, CodeHash = Secret.Hash(TypedCode.Plain(code)), ExpiresAt = now + EnrolmentCode.Lifetime });
        database.Audit.Add(new AuditEntry { At = now, Actor = actor, Act = Acts.InviteDevice, Subject = roomId.ToString(), Detail = standsBy ? $"{name}, standby" : name });
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return code;
    }
}
