using Lectern.Contracts.Devices;
using Lectern.Core.Capture.Boxes;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Capture.Orders;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Updates;

/// <summary>The machines that record in rooms or stand by there, with the update that each could take.</summary>
public sealed class ReadMachines(IDbContextFactory<LecternDbContext> databases, AgentUpdates updates)
{
    /// <param name="roomId">Those of one room; null for all.</param>
    public async Task<IReadOnlyList<MachineNow>> RunAsync(Guid? roomId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var there = await updates.ListAsync(cancellationToken);
        var rows = await database.Devices.AsNoTracking()
            .Where(d => (roomId == null || d.RoomId == roomId) && d.RevokedAt == null && d.ReplacedAt == null && d.System != AddBox.System)
            .Select(d => new
            {
                Device = d,
                Room = database.Rooms.Where(r => r.Id == d.RoomId).Select(r => r.Name).First(),
                Order = database.RoomOrders.Where(o => o.DeviceId == d.Id && o.Kind == OrderKind.Update).OrderByDescending(o => o.GivenAt).FirstOrDefault(),
            })
            .OrderBy(row => row.Room)
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => Of(row.Device, row.Room, row.Order, there))];
    }

    private static MachineNow Of(Device device, string room, RoomOrder? order, IReadOnlyList<AgentUpdate> there)
    {
        var status = device.ReadStatus();
        var platform = status?.Platform;
        var update = there.FirstOrDefault(one => one.Platform == platform && UpdateHeader.IsNewer(one.Version, device.Agent));
        return new MachineNow(device, room, platform, update?.Version, update is not null && update.Version == status?.FailedUpdate, order);
    }
}

/// <param name="Platform">Which updates it takes; null before it told, or where it takes none.</param>
/// <param name="Update">The newer version that it could take; null for none.</param>
/// <param name="HasFailed">Whether it had that one already, and went back.</param>
/// <param name="Order">The last order to update.</param>
public sealed record MachineNow(Device Device, string Room, string? Platform, string? Update, bool HasFailed, RoomOrder? Order)
{
    /// <summary>Whether it still has to do what was ordered: for as long as it is told so.</summary>
    public bool IsOrderedAt(DateTimeOffset at) => Order is { DoneAt: null } order && order.EndsAt > at;

    public bool CanUpdateAt(DateTimeOffset at) => Update is not null && !IsOrderedAt(at);

    /// <summary>Whether it is updated with all others.</summary>
    public bool IsOfAllAt(DateTimeOffset at) => CanUpdateAt(at) && !HasFailed;

    /// <summary>Why it did not do what was ordered; null once that is of no concern any more, as a package may have brought the same.</summary>
    public string? Problem => Update is null ? null : Order is { DoneAt: not null } order ? order.Problem : null;
}
