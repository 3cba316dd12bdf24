using Lectern.Contracts.Devices;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Governance;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Orders;

/// <summary>Orders something of one machine, also of one that stands by: its log, an update, to begin anew. What is on its way is not ordered twice.</summary>
public sealed class OrderUpkeep(IDbContextFactory<LecternDbContext> databases, RoomSignals signals, TimeProvider time)
{
    public static readonly IReadOnlySet<OrderKind> Kinds = new HashSet<OrderKind> { OrderKind.Logs, OrderKind.Update, OrderKind.Restart };

    // A machine that is off over a weekend does what nobody remembers; one that is off over night does it.
    private static readonly TimeSpan s_lifetime = TimeSpan.FromDays(1);

    /// <returns>False when there is no such machine, it takes no such order, or it is no order of this kind.</returns>
    public async Task<bool> RunAsync(Guid roomId, Guid deviceId, OrderKind kind, string actor, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var device = await database.Devices.AsNoTracking().FirstOrDefaultAsync(d => d.Id == deviceId && d.RoomId == roomId, cancellationToken);
        if (!Kinds.Contains(kind) || device is not { Records: true, IsBox: false } || (kind != OrderKind.Logs && device.ReadStatus()?.Platform is null))
        {
            return false;
        }

        var now = time.GetUtcNow();
        if (await database.RoomOrders.AnyAsync(o => o.DeviceId == deviceId && o.Kind == kind && o.DoneAt == null && o.EndsAt > now, cancellationToken))
        {
            return true;
        }

        database.RoomOrders.Add(new RoomOrder { RoomId = roomId, DeviceId = deviceId, Kind = kind, GivenAt = now, EndsAt = now + s_lifetime });
        database.Audit.Add(new AuditEntry { At = now, Actor = actor, Act = Acts.GiveOrder, Subject = roomId.ToString(), Detail = $"{kind} {device.Id:n} {device.Machine}" });
        await database.SaveChangesAsync(cancellationToken);
        signals.Set(roomId);
        return true;
    }
}
