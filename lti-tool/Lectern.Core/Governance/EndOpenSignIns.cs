using Lectern.Core.Capture.Rooms;
using Lectern.Core.Keys;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Governance;

/// <summary>
/// Ends whatever was open when a backup was made: it may have been used or revoked since, and the restored rows don't know. Sessions,
/// codes of launches, links of the operator, keys for imports, invitations, codes of rooms and logins under way; everybody begins anew from the LMS. Machines in rooms
/// keep their keys: they go on recording, and nobody is there to enrol them all again.
/// </summary>
public sealed class EndOpenSignIns(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    /// <summary>More changes of one room than there were since any backup.</summary>
    private const long Beyond = 1_000_000;

    /// <param name="backup">The name of what was restored, for the audit list.</param>
    public async Task RunAsync(string backup, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await database.Sessions.Where(s => s.RevokedAt == null).ExecuteUpdateAsync(set => set.SetProperty(s => s.RevokedAt, now), cancellationToken);
        await database.Launches.Where(l => l.CodeUsedAt == null).ExecuteUpdateAsync(set => set.SetProperty(l => l.CodeUsedAt, now), cancellationToken);
        await database.AdminLinks.Where(l => l.UsedAt == null).ExecuteUpdateAsync(set => set.SetProperty(l => l.UsedAt, now), cancellationToken);
        await database.Invitations.Where(i => i.SpentAt == null && i.ExpiresAt > now).ExecuteUpdateAsync(set => set.SetProperty(i => i.ExpiresAt, now), cancellationToken);
        await database.ImportKeys.Where(k => k.RevokedAt == null).ExecuteUpdateAsync(set => set.SetProperty(k => k.RevokedAt, now), cancellationToken);
        await database.EnrolmentCodes.Where(c => c.SpentAt == null && c.ExpiresAt > now).ExecuteUpdateAsync(set => set.SetProperty(c => c.ExpiresAt, now), cancellationToken);
        // Devices may know later versions than these rows do: what is counted from here on must be none of those.
        await database.Rooms.WithRemoved().ExecuteUpdateAsync(
            set => set.SetProperty(r => r.ScheduleVersion, r => r.ScheduleVersion + Beyond).SetProperty(r => r.SettingsVersion, r => r.SettingsVersion + Beyond), cancellationToken);
        // Nonces used since are not known either; without these keys no login of that time verifies.
        await database.Keys.Where(k => k.Purpose == KeyPurpose.State).ExecuteDeleteAsync(cancellationToken);
        database.Audit.Add(new AuditEntry { At = now, Actor = Actors.Console, Act = Acts.Restore, Detail = backup });
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
