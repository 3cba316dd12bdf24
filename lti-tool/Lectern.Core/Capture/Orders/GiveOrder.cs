using Lectern.Contracts.Devices;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Database;
using Lectern.Core.Governance;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Orders;

/// <summary>Orders something of what a room's device records; <see cref="OrderUpkeep"/> what concerns the machine.</summary>
public sealed class GiveOrder(IDbContextFactory<LecternDbContext> databases, RoomSignals signals, TimeProvider time)
{
    public const int MostMinutes = 24 * 60;

    // A machine that is away for longer than that does it no more: by then somebody has looked after the room in another way.
    private static readonly TimeSpan s_lifetime = TimeSpan.FromMinutes(5);

    /// <returns>False when there is no such room, the minutes are none, or it concerns no recording.</returns>
    public async Task<bool> RunAsync(Guid roomId, OrderKind kind, int? minutes, string? title, string actor, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (OrderUpkeep.Kinds.Contains(kind) || minutes is < 1 or > MostMinutes || (kind == OrderKind.Extend && minutes is null) || !await database.Rooms.AnyAsync(r => r.Id == roomId, cancellationToken))
        {
            return false;
        }

        var now = time.GetUtcNow();
        var order = new RoomOrder
        {
            RoomId = roomId,
            Kind = kind,
            Minutes = minutes,
            Title = StoredText.Clip(title?.Trim(), RoomOrder.LongestTitle),
            GivenAt = now,
            EndsAt = now + s_lifetime,
        };
        database.RoomOrders.Add(order);
        database.Audit.Add(new AuditEntry { At = now, Actor = actor, Act = Acts.GiveOrder, Subject = roomId.ToString(), Detail = $"{kind} {minutes}".TrimEnd() });
        await database.SaveChangesAsync(cancellationToken);
        signals.Set(roomId);
        return true;
    }
}
