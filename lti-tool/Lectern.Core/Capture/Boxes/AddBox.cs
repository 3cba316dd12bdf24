using Lectern.Core.Capture.Devices;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Governance;
using Lectern.Core.Keys;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Boxes;

/// <summary>Makes a box that speaks Opencast a room's device, in place of the one that was. It has no agent that could make a key of its own, so it is given one here.</summary>
public sealed class AddBox(IDbContextFactory<LecternDbContext> databases, KeyFile file, RoomSignals signals, TimeProvider time)
{
    /// <summary>What its operating system is called, until somebody asks.</summary>
    public const string System = "Opencast";

    /// <returns>What it signs in with, shown once; null when there is no such room.</returns>
    public async Task<BoxKey?> RunAsync(Guid roomId, string actor, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await database.Rooms.Where(r => r.Id == roomId).ExecuteUpdateAsync(set => set.SetProperty(r => r.ScheduleVersion, r => r.ScheduleVersion + 1), cancellationToken) == 0)
        {
            return null;
        }

        var now = time.GetUtcNow();
        await database.Devices.Where(d => d.RoomId == roomId && !d.IsStandby && d.RevokedAt == null && d.ReplacedAt == null).ExecuteUpdateAsync(set => set.SetProperty(d => d.ReplacedAt, now), cancellationToken);

        // Each device has the code it came by; this one's was never shown and is spent.
        var code = new EnrolmentCode { RoomId = roomId, CodeHash = Secret.Hash(Secret.Create()), ExpiresAt = now, SpentAt = now };
        var device = new Device { RoomId = roomId, CodeId = code.Id, KeyHash = "", Machine = "Opencast", System = System, Agent = "?", EnrolledAt = now };
        var key = BoxPassword.Make(device, file.Key);
        database.EnrolmentCodes.Add(code);
        database.Devices.Add(device);
        database.Audit.Add(new AuditEntry { At = now, Actor = actor, Act = Acts.AddBox, Subject = roomId.ToString(), Detail = device.Id.ToString("n") });
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        signals.Set(roomId);
        return new BoxKey(device.Id, key);
    }
}

/// <param name="Device">The user's name, without hyphens.</param>
/// <param name="Key">The password.</param>
/// <param name="IsRenewed">Whether the box had another one before.</param>
public sealed record BoxKey(Guid Device, string Key, bool IsRenewed = false);
