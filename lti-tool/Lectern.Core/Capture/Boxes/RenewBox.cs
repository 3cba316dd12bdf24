using Lectern.Core.Capture.Devices;
using Lectern.Core.Governance;
using Lectern.Core.Keys;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Boxes;

/// <summary>Gives a box another password; the one before opens nothing any more. The box stays what it is, with what it has brought so far.</summary>
public sealed class RenewBox(IDbContextFactory<LecternDbContext> databases, KeyFile file, TimeProvider time)
{
    /// <returns>What it signs in with from now on, shown once; null when the room has no such box, or it was revoked.</returns>
    public async Task<BoxKey?> RunAsync(Guid roomId, Guid deviceId, string actor, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await database.Devices.FirstOrDefaultAsync(d => d.Id == deviceId && d.RoomId == roomId && d.RevokedAt == null && d.System == AddBox.System, cancellationToken) is not { } device)
        {
            return null;
        }

        var password = BoxPassword.Make(device, file.Key);
        database.Audit.Add(new AuditEntry { At = time.GetUtcNow(), Actor = actor, Act = Acts.RenewBox, Subject = roomId.ToString(), Detail = device.Id.ToString("n") });
        await database.SaveChangesAsync(cancellationToken);
        return new BoxKey(device.Id, password, IsRenewed: true);
    }
}
