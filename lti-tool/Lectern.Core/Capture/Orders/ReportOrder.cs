using Lectern.Contracts.Devices;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Orders;

/// <summary>Keeps what became of an order, or what it waits for. The first end counts, save that an update may be gone back from after it came to work; those of other machines' orders, or of who stands by for what the other one does, change nothing.</summary>
public sealed class ReportOrder(IDbContextFactory<LecternDbContext> databases, RoomSignals signals, TimeProvider time)
{
    public async Task RunAsync(Device device, OrderResult result, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var (now, problem) = (time.GetUtcNow(), StoredText.Clip(result.Problem, RoomOrder.LongestProblem));
        var order = database.RoomOrders
            .Where(o => o.Id == result.Id && o.RoomId == device.RoomId)
            .Where(o => o.DoneAt == null || (o.Kind == OrderKind.Update && o.Problem == null && problem != null))
            .Where(o => o.DeviceId == null ? !device.IsStandby : o.DeviceId == device.Id);
        if (StoredText.Clip(result.Waits, RoomOrder.LongestProblem) is { } waits)
        {
            await order.ExecuteUpdateAsync(set => set.SetProperty(o => o.Waits, waits), cancellationToken);
            return;
        }

        var done = await order.ExecuteUpdateAsync(set => set.SetProperty(o => o.DoneAt, now).SetProperty(o => o.Problem, problem), cancellationToken);
        if (done > 0)
        {
            signals.Set(device.RoomId);
        }
    }
}
