using Lectern.Contracts.Recordings;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Recordings;

/// <summary>Learns of a recording from its device, while it runs or long after. Safe to repeat.</summary>
public sealed class BeginRecording(IDbContextFactory<LecternDbContext> databases, IDatabaseErrors errors)
{
    /// <returns>False when another device has a recording of that id.</returns>
    public async Task<bool> RunAsync(Device device, Guid recordingId, RecordingNotice told, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await OwnerOfAsync(database, recordingId, cancellationToken) is { } owner)
        {
            return owner == device.Id && await AddSourcesAsync(database, recordingId, told, cancellationToken);
        }

        var recording = new Recording
        {
            Id = recordingId,
            DeviceId = device.Id,
            BookingId = await KnownAsync(database, device, told.Booking, cancellationToken),
            Title = StoredText.Clip(told.Title?.Trim(), 500),
            StartedAt = told.StartedAt,
        };
        recording.Sources.AddRange(SourcesOf(recordingId, told));
        database.Recordings.Add(recording);
        try
        {
            await database.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException exception) when (errors.IsUniqueViolation(exception))
        {
            return await OwnerOfAsync(database, recordingId, cancellationToken) == device.Id;
        }
    }

    // A source may join while the recording runs: a camera that was plugged in late.
    private async Task<bool> AddSourcesAsync(LecternDbContext database, Guid recordingId, RecordingNotice told, CancellationToken cancellationToken)
    {
        var known = await database.RecordingSources.Where(source => source.RecordingId == recordingId).Select(source => source.Name).ToListAsync(cancellationToken);
        database.RecordingSources.AddRange(SourcesOf(recordingId, told).Where(source => !known.Contains(source.Name)));
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (errors.IsUniqueViolation(exception))
        {
            // The same was told twice at once.
        }

        return true;
    }

    private static IEnumerable<RecordingSource> SourcesOf(Guid recordingId, RecordingNotice told) =>
        told.Sources.DistinctBy(source => source.Name).Select(source => new RecordingSource { RecordingId = recordingId, Name = source.Name, Role = source.Role });

    private static Task<Guid?> OwnerOfAsync(LecternDbContext database, Guid recording, CancellationToken cancellationToken) =>
        database.Recordings.Where(row => row.Id == recording).Select(row => (Guid?)row.DeviceId).FirstOrDefaultAsync(cancellationToken);

    // One that is gone, or of another room, must not lose the recording: it becomes an ad hoc one, which somebody gives a course.
    private static Task<Guid?> KnownAsync(LecternDbContext database, Device device, Guid? booking, CancellationToken cancellationToken) =>
        database.Bookings.Where(row => row.Id == booking && row.RoomId == device.RoomId).Select(row => (Guid?)row.Id).FirstOrDefaultAsync(cancellationToken);
}
