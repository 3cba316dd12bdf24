using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Alarms;

/// <summary>Opens what is wrong in a room now, and ends what is not any more. Safe to repeat.</summary>
public sealed class RingAlarms(IDbContextFactory<LecternDbContext> databases, IDatabaseErrors errors, TimeProvider time)
{
    /// <param name="judged">The kinds that the caller knows of: those of others stay as they are.</param>
    /// <param name="rung">All of these kinds that are wrong now.</param>
    public async Task RunAsync(Guid roomId, IReadOnlySet<RoomAlarmKind> judged, IReadOnlyCollection<RungAlarm> rung, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var bookings = rung.Select(one => one.BookingId).Append(Guid.Empty).Distinct().ToList();
        var rows = await database.RoomAlarms.Where(a => a.RoomId == roomId && (a.Until == null || bookings.Contains(a.BookingId))).ToListAsync(cancellationToken);
        var known = rows.ToDictionary(a => (a.Kind, a.Source, a.BookingId));
        var wrong = rung.DistinctBy(one => (one.Kind, one.Source, one.BookingId)).ToDictionary(one => (one.Kind, one.Source, one.BookingId));
        var now = time.GetUtcNow();
        foreach (var (key, one) in wrong)
        {
            // A device's clock may be wrong; nothing has been wrong since tomorrow.
            var since = one.Since < now ? one.Since.ToUniversalTime() : now;
            if (!known.TryGetValue(key, out var row))
            {
                database.RoomAlarms.Add(new KeptAlarm { RoomId = roomId, Kind = one.Kind, Source = one.Source, BookingId = one.BookingId, Since = since });
            }
            else if (row.Until is not null)
            {
                await OpenAsync(database.RoomAlarms.Where(a => a.Id == row.Id && a.Until != null), since, now, cancellationToken);
            }
        }

        foreach (var row in known.Values.Where(row => row.Until is null && judged.Contains(row.Kind) && !wrong.ContainsKey((row.Kind, row.Source, row.BookingId))))
        {
            row.Until = now;
        }

        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (errors.IsUniqueViolation(exception))
        {
            // The same was seen twice at once, and the other one keeps it.
        }
    }

    // Whoever was told that it ended is told that it came back, also when they are told at this moment: what counts is what the row says.
    private static async Task OpenAsync(IQueryable<KeptAlarm> ended, DateTimeOffset since, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var recent = now - KeptAlarm.SameWithin;
        if (await ended.Where(a => a.EndToldAt == null && a.Until > recent).ExecuteUpdateAsync(set => set.SetProperty(a => a.Until, (DateTimeOffset?)null), cancellationToken) == 1)
        {
            return;
        }

        await ended.ExecuteUpdateAsync(
            set => set.SetProperty(a => a.Until, (DateTimeOffset?)null).SetProperty(a => a.Since, since).SetProperty(a => a.Times, a => a.Times + 1).SetProperty(a => a.ToldAt, (DateTimeOffset?)null)
                .SetProperty(a => a.EndToldAt, (DateTimeOffset?)null).SetProperty(a => a.AcknowledgedAt, (DateTimeOffset?)null).SetProperty(a => a.AcknowledgedBy, (string?)null),
            cancellationToken);
    }
}
