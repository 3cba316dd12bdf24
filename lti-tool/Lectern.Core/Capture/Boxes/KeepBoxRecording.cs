using Lectern.Contracts.Devices;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Capture.Recordings;
using Lectern.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Boxes;

/// <summary>
/// A recording of a box: whole files, each a source with one part, which has no ledger and no clock. Its id is the media package's; what it is of is told at its end.
/// </summary>
public sealed class KeepBoxRecording(IDbContextFactory<LecternDbContext> databases, MakeRecordedVideo make, JobSignal signal, TimeProvider time)
{
    private const int MostTracks = 16;

    /// <summary>Notes a file that is held, under <see cref="CaptureFiles.PartOf"/>.</summary>
    /// <returns>False when the recording is another device's, or has ended.</returns>
    public async Task<bool> AddAsync(Device device, Guid recordingId, SourceRole role, Guid file, long bytes, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var recording = await database.Recordings.Include(row => row.Sources).FirstOrDefaultAsync(row => row.Id == recordingId, cancellationToken);
        if (recording is { VerifiedAt: not null } || (recording is not null && recording.DeviceId != device.Id) || recording?.Sources.Count >= MostTracks)
        {
            return false;
        }

        if (recording is null)
        {
            recording = new Recording { Id = recordingId, DeviceId = device.Id, StartedAt = time.GetUtcNow() };
            database.Recordings.Add(recording);
        }

        var name = $"{(role == SourceRole.Slides ? "slides" : "presenter")}-{recording.Sources.Count + 1}";
        database.RecordingSources.Add(new RecordingSource { RecordingId = recordingId, Name = name, Role = role });
        database.RecordingParts.Add(new RecordingPart { RecordingId = recordingId, Source = name, Number = 1, UploadId = file, Length = bytes });
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>All has come: it becomes its booking's video, or waits for a course. Safe to repeat.</summary>
    /// <param name="bookingId">What the box says it is of; one of another room is none.</param>
    /// <returns>False when the device has no such recording.</returns>
    public async Task<bool> EndAsync(Device device, Guid recordingId, Guid? bookingId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var own = database.Recordings.Where(row => row.Id == recordingId && row.DeviceId == device.Id);
        if (!await own.AnyAsync(cancellationToken))
        {
            return false;
        }

        var now = time.GetUtcNow();
        var booking = await database.Bookings.AsNoTracking().FirstOrDefaultAsync(row => row.Id == bookingId && row.RoomId == device.RoomId, cancellationToken);
        var (begun, ended) = booking is { } known && known.EndsAt <= now ? (known.StartsAt, known.EndsAt) : (booking?.StartsAt ?? now, now);
        var of = booking?.Id;
        await own.Where(row => row.VerifiedAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.VerifiedAt, now).SetProperty(row => row.EndedAt, ended).SetProperty(row => row.BookingId, of).SetProperty(row => row.StartedAt, row => of == null ? row.StartedAt : begun),
            cancellationToken);
        await make.RunAsync(database, recordingId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        signal.Set();
        return true;
    }
}
