using Lectern.Core.Capture.Alarms;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Governance;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Devices;

/// <summary>Takes a device's keys away. The room keeps its bookings; what the machine had not uploaded stays on it.</summary>
public sealed class RevokeDevice(IDbContextFactory<LecternDbContext> databases, RoomSignals signals, TimeProvider time)
{
    public async Task RunAsync(Guid roomId, Guid deviceId, string actor, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await database.Devices.FirstOrDefaultAsync(d => d.Id == deviceId && d.RoomId == roomId && d.RevokedAt == null, cancellationToken) is not { } device)
        {
            return;
        }

        device.RevokedAt = time.GetUtcNow();
        if (device is { IsStandby: false, ReplacedAt: null })
        {
            await ToldAlarms.EndAsync(database, roomId, time.GetUtcNow(), cancellationToken);
        }

        database.Audit.Add(new AuditEntry { At = time.GetUtcNow(), Actor = actor, Act = Acts.RevokeDevice, Subject = roomId.ToString(), Detail = $"{device.Id:n} {device.Machine}" });
        await database.SaveChangesAsync(cancellationToken);
        signals.Set(roomId);
    }
}
