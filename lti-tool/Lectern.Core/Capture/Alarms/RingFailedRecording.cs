using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Alarms;

/// <summary>A device says that the recording of a booking failed, or that it goes on after all. It ends by itself when the recording is here, or a day after the booking.</summary>
public sealed class RingFailedRecording(IDbContextFactory<LecternDbContext> databases, RingAlarms ring, TimeProvider time)
{
    internal static readonly TimeSpan Stays = TimeSpan.FromDays(1);

    public async Task RunAsync(Guid roomId, Guid bookingId, bool hasFailed, CancellationToken cancellationToken)
    {
        if (hasFailed)
        {
            await ring.RunAsync(roomId, new HashSet<RoomAlarmKind>(), [new RungAlarm(RoomAlarmKind.RecordingFailed, "", time.GetUtcNow(), bookingId)], cancellationToken);
            return;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await EndAsync(database.RoomAlarms.Where(a => a.RoomId == roomId && a.BookingId == bookingId), cancellationToken);
    }

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var old = time.GetUtcNow() - Stays;
        await EndAsync(
            database.RoomAlarms.Where(a => database.Recordings.Any(r => r.BookingId == a.BookingId && r.VerifiedAt != null) || !database.Bookings.Any(b => b.Id == a.BookingId && b.EndsAt > old)),
            cancellationToken);
    }

    private async Task EndAsync(IQueryable<KeptAlarm> alarms, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await alarms.Where(a => a.Kind == RoomAlarmKind.RecordingFailed && a.Until == null).ExecuteUpdateAsync(set => set.SetProperty(a => a.Until, now), cancellationToken);
    }
}
