using Lectern.Core.Capture.Devices;
using Lectern.Core.Capture.Telling;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Rooms;

/// <summary>Takes away what nobody asks for any more: pictures of yesterday, old logs, orders of last month, codes that nobody used.</summary>
public sealed class SweepRooms(IDbContextFactory<LecternDbContext> databases, RoomPictures pictures, DeviceLogs logs, Outbox outbox, TimeProvider time)
{
    private static readonly TimeSpan s_keepOrders = TimeSpan.FromDays(30);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var (now, old) = (time.GetUtcNow(), time.GetUtcNow() - s_keepOrders);
        await database.RoomOrders.Where(o => o.EndsAt < old).ExecuteDeleteAsync(cancellationToken);
        await database.EnrolmentCodes.Where(c => c.SpentAt == null && c.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        await outbox.SweepAsync(cancellationToken);
        await pictures.SweepAsync(cancellationToken);
        await logs.SweepAsync(cancellationToken);
    }
}
