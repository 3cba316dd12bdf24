using Lectern.Core.Database;
using Lectern.Core.Governance;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Alarms;

/// <summary>Somebody looks after an alarm, so that nobody else has to.</summary>
public sealed class AcknowledgeAlarm(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    /// <param name="name">Who, as they call themselves.</param>
    /// <returns>False when there is no such alarm open, or no name.</returns>
    public async Task<bool> RunAsync(Guid alarmId, string? name, string actor, CancellationToken cancellationToken)
    {
        if (StoredText.Clip(name?.Trim(), KeptAlarm.LongestName) is not { Length: > 0 } who)
        {
            return false;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await database.RoomAlarms.FirstOrDefaultAsync(a => a.Id == alarmId && a.Until == null, cancellationToken) is not { } alarm)
        {
            return false;
        }

        (alarm.AcknowledgedAt, alarm.AcknowledgedBy) = (time.GetUtcNow(), who);
        database.Audit.Add(new AuditEntry { At = time.GetUtcNow(), Actor = actor, Act = Acts.AcknowledgeAlarm, Subject = alarm.RoomId.ToString(), Detail = $"{alarm.Kind} {alarm.Source}".TrimEnd() });
        await database.SaveChangesAsync(cancellationToken);
        return true;
    }
}
