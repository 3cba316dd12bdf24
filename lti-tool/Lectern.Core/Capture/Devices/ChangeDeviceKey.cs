using Lectern.Core.Governance;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Devices;

/// <summary>
/// Takes a device's next key. It is good at once, the one it has until the next is first used (<see cref="SignInDevice"/>): wherever a crash falls, one of the two opens. Safe to
/// repeat.
/// </summary>
public sealed class ChangeDeviceKey(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    public async Task RunAsync(Guid deviceId, string nextKeyHash, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var changed = await database.Devices
            .Where(d => d.Id == deviceId && d.RevokedAt == null && d.KeyHash != nextKeyHash && (d.NextKeyHash == null || d.NextKeyHash != nextKeyHash))
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.NextKeyHash, nextKeyHash), cancellationToken);
        if (changed == 0)
        {
            return;
        }

        database.Audit.Add(new AuditEntry { At = time.GetUtcNow(), Actor = Actors.OfDevice(deviceId), Act = Acts.ChangeDeviceKey });
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
