using Lectern.Contracts.Devices;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Capture.Rooms;
using Microsoft.EntityFrameworkCore;
using Told = Lectern.Contracts.Devices.Orders;

namespace Lectern.Core.Capture.Orders;

/// <summary>What a device is told while it waits: the room's versions, and what it shall do.</summary>
public sealed class ReadOrders(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    // What changes a recording of a booking holds for who stands by too, also when the other one has done it: an agent knows those it has done.
    private static readonly OrderKind[] s_forBoth = [OrderKind.Pause, OrderKind.Resume, OrderKind.Extend, OrderKind.Stop];

    public async Task<Told> RunAsync(Device device, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var room = await database.Rooms.WithRemoved().AsNoTracking().SingleAsync(r => r.Id == device.RoomId, cancellationToken);
        var waiting = await database.RoomOrders.AsNoTracking()
            .Where(o => o.RoomId == device.RoomId && o.EndsAt > now)
            .Where(o => o.DeviceId == null ? (device.IsStandby ? s_forBoth.Contains(o.Kind) : o.DoneAt == null) : o.DeviceId == device.Id && o.DoneAt == null)
            .OrderBy(o => o.GivenAt).ThenBy(o => o.Id)
            .ToListAsync(cancellationToken);
        return new Told(room.SettingsTag, room.ScheduleTag, device.Records ? [.. waiting.Select(order => new Order(order.Id, order.Kind, order.Minutes, order.Title))] : [], device.Speaks && room.WatchedUntil > now);
    }
}
