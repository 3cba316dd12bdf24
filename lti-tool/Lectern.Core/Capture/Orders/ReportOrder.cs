using Lectern.Contracts.Devices;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Orders;

/// <summary>Keeps what became of an order. The first report counts; those of other rooms' orders, or of who stands by, change nothing.</summary>
public sealed class ReportOrder(IDbContextFactory<LecternDbContext> databases, RoomSignals signals, TimeProvider time)
{
    public async Task RunAsync(Device device, OrderResult result, CancellationToken cancellationToken)
    {
        if (device.IsStandby)
        {
            return;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var (now, problem) = (time.GetUtcNow(), StoredText.Clip(result.Problem, RoomOrder.LongestProblem));
        var done = await database.RoomOrders.Where(o => o.Id == result.Id && o.RoomId == device.RoomId && o.DoneAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.DoneAt, now).SetProperty(o => o.Problem, problem), cancellationToken);
        if (done > 0)
        {
            signals.Set(device.RoomId);
        }
    }
}
