using System.Globalization;
using Lectern.Contracts;
using Lectern.Contracts.Devices;
using Lectern.Core.Governance;
using Lectern.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Devices;

/// <summary>The logs that machines were asked for: a zip file for each order, kept for two weeks.</summary>
public sealed class DeviceLogs(IDbContextFactory<LecternDbContext> databases, IMediaStore media, TimeProvider time)
{
    private const string FileName = "log.zip";
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(14);
    private static readonly byte[] s_beginsZip = [0x50, 0x4B, 0x03, 0x04];

    /// <summary>Whether an order of this machine asks for its log. Ask before it is read: it is large.</summary>
    public async Task<bool> IsAskedAsync(Device device, Guid order, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await IsAskedAsync(database, device, order, cancellationToken);
    }

    /// <summary>Keeps what a machine sends for an order. Safe to repeat until the order is reported as done.</summary>
    public async Task<LogRefusal?> KeepAsync(Device device, Guid order, ReadOnlyMemory<byte> log, CancellationToken cancellationToken)
    {
        if (log.Length > CapturePaths.LargestLog || !log.Span.StartsWith(s_beginsZip))
        {
            return LogRefusal.NoLog;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (!await IsAskedAsync(database, device, order, cancellationToken))
        {
            return LogRefusal.NotAsked;
        }

        await using var content = new MemoryStream(log.ToArray(), writable: false);
        await media.PutAsync(FolderOf(device.RoomId, order) / FileName, content, cancellationToken);
        return null;
    }

    /// <summary>Those of a room, the newest first.</summary>
    public async Task<IReadOnlyList<DeviceLog>> ListAsync(Guid roomId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var since = time.GetUtcNow() - s_kept;
        var orders = await database.RoomOrders.AsNoTracking()
            .Where(o => o.RoomId == roomId && o.Kind == OrderKind.Logs && o.DoneAt > since && o.Problem == null)
            .OrderByDescending(o => o.GivenAt)
            .Select(o => new { o.Id, Machine = database.Devices.Where(d => d.Id == o.DeviceId).Select(d => d.Machine).FirstOrDefault() })
            .ToListAsync(cancellationToken);
        var logs = new List<DeviceLog>();
        foreach (var order in orders)
        {
            await using var file = await media.OpenAsync(FolderOf(roomId, order.Id) / FileName, cancellationToken);
            if (file is not null)
            {
                logs.Add(new DeviceLog(order.Id, order.Machine ?? "?", file.ModifiedAt, file.Length));
            }
        }

        return logs;
    }

    /// <summary>Opens one and notes who read it; null where there is none.</summary>
    public async Task<MediaFile?> OpenAsync(Guid roomId, Guid order, string actor, CancellationToken cancellationToken)
    {
        if (await media.OpenAsync(FolderOf(roomId, order) / FileName, cancellationToken) is not { } log)
        {
            return null;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        database.Audit.Add(new AuditEntry { At = time.GetUtcNow(), Actor = actor, Act = Acts.ReadLog, Subject = roomId.ToString(), Detail = order.ToString("n") });
        await database.SaveChangesAsync(cancellationToken);
        return log;
    }

    /// <summary>Takes away what is older than two weeks.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        foreach (var room in await media.ListAsync(Root, cancellationToken))
        {
            foreach (var order in await media.ListAsync(Root / room, cancellationToken))
            {
                var folder = Root / room / order;
                if (await IsOldAsync(folder / FileName, cancellationToken))
                {
                    await media.DeleteFolderAsync(folder, cancellationToken);
                }
            }
        }
    }

    private static MediaKey Root { get; } = MediaKey.Parse("logs");

    private static MediaKey FolderOf(Guid room, Guid order) => Root / room.ToString("n") / order.ToString("n");

    private static Task<bool> IsAskedAsync(LecternDbContext database, Device device, Guid order, CancellationToken cancellationToken) =>
        database.RoomOrders.AnyAsync(o => o.Id == order && o.DeviceId == device.Id && o.Kind == OrderKind.Logs && o.DoneAt == null, cancellationToken);

    private async Task<bool> IsOldAsync(MediaKey log, CancellationToken cancellationToken)
    {
        await using var file = await media.OpenAsync(log, cancellationToken);
        return file is not null && file.ModifiedAt < time.GetUtcNow() - s_kept;
    }
}

/// <param name="Order">By which it was asked for.</param>
/// <param name="Machine">Whose it is.</param>
public sealed record DeviceLog(Guid Order, string Machine, DateTimeOffset At, long Length)
{
    /// <summary>As it is downloaded.</summary>
    public static string NameOf(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"lectern-agent-{at.UtcDateTime:yyyyMMdd-HHmmss}.zip");
}

public enum LogRefusal
{
    /// <summary>It is no zip file, or too large.</summary>
    NoLog,

    /// <summary>No order of this machine asks for it, or not any more.</summary>
    NotAsked,
}
