using System.Security.Cryptography;
using System.Text;
using Lectern.Contracts.Devices;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Capture.Recordings;
using Lectern.Core.Database;
using Lectern.Core.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Lectern.Core.Capture.Boxes;

/// <summary>
/// A recording of a box: whole files, each a source with one part, which has no ledger and no clock. Its id follows from the media package's; what it is of is told at its end.
/// </summary>
public sealed partial class KeepBoxRecording(
    IDbContextFactory<LecternDbContext> databases, MakeRecordedVideo make, IDatabaseErrors errors, JobSignal signal, TimeProvider time, ILogger<KeepBoxRecording> logger)
{
    public const int MostTracks = 16;

    /// <summary>Longer than any box takes between two tracks, or before it says that all are there.</summary>
    private static readonly TimeSpan s_givenUp = TimeSpan.FromDays(1);

    /// <summary>Notes a file that is held, under <see cref="CaptureFiles.PartOf"/>.</summary>
    /// <returns>False when the recording is another device's, or has ended.</returns>
    public async Task<bool> AddAsync(Device device, string package, SourceRole role, Guid file, long bytes, CancellationToken cancellationToken)
    {
        var recordingId = IdOf(device, package);
        await BeginAsync(device, recordingId, cancellationToken);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (!await LockAsync(Open(database, device, recordingId), cancellationToken))
        {
            return false;
        }

        var count = await database.RecordingSources.CountAsync(source => source.RecordingId == recordingId, cancellationToken);
        if (count >= MostTracks)
        {
            return false;
        }

        Note(database, recordingId, count + 1, new BoxTrack(role, file, bytes));
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Notes all files of a package and its end, or nothing: half of it must not be taken for the whole. What an earlier try left is forgotten; the files go with all that no row names.</summary>
    /// <returns>False when the recording is another device's, or has ended.</returns>
    public async Task<bool> BringAsync(Device device, string package, IReadOnlyList<BoxTrack> tracks, BoxPackage told, CancellationToken cancellationToken)
    {
        var recordingId = IdOf(device, package);
        await BeginAsync(device, recordingId, cancellationToken);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (!await LockAsync(Open(database, device, recordingId), cancellationToken))
        {
            return false;
        }

        await database.RecordingParts.Where(part => part.RecordingId == recordingId).ExecuteDeleteAsync(cancellationToken);
        await database.RecordingSources.Where(source => source.RecordingId == recordingId).ExecuteDeleteAsync(cancellationToken);
        foreach (var (n, track) in tracks.Index())
        {
            Note(database, recordingId, n + 1, track);
        }

        await database.SaveChangesAsync(cancellationToken);
        await WriteEndAsync(database, device, recordingId, told, givenUpAt: null, cancellationToken);
        await make.RunAsync(database, recordingId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        signal.Set();
        return true;
    }

    /// <summary>All has come: it becomes its booking's video, or waits for a course. Safe to repeat.</summary>
    /// <returns>False when the device has no such recording.</returns>
    public Task<bool> EndAsync(Device device, string package, BoxPackage told, CancellationToken cancellationToken) => EndAsync(device, IdOf(device, package), told, givenUpAt: null, cancellationToken);

    /// <summary>Whether its box said before that all of it is here.</summary>
    public async Task<bool> HasEndedAsync(Device device, string package, CancellationToken cancellationToken)
    {
        var recordingId = IdOf(device, package);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Recordings.AnyAsync(row => row.Id == recordingId && row.VerifiedAt != null && row.GivenUpAt == null, cancellationToken);
    }

    /// <summary>Whether it has ended and each of these tracks came before.</summary>
    /// <param name="lengths">In bytes, of each.</param>
    public async Task<bool> HoldsAsync(Device device, string package, IReadOnlyCollection<long> lengths, CancellationToken cancellationToken)
    {
        var recordingId = IdOf(device, package);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await database.Recordings.AsNoTracking().Include(row => row.Sources).Include(row => row.Parts).AsSplitQuery().FirstOrDefaultAsync(row => row.Id == recordingId && row.VerifiedAt != null, cancellationToken) is not { } recording)
        {
            return false;
        }

        // Parts are forgotten once the video has them.
        return recording.Parts.Count == 0
            ? recording.Sources.Count >= lengths.Count
            : lengths.CountBy(length => length).All(told => recording.Parts.Count(part => part.Length == told.Key) >= told.Value);
    }

    /// <summary>Which recording a package is. Boxes may choose their packages' ids, as Galicaster takes its booking's: what one calls its own is another recording than what another box calls so.</summary>
    public static Guid IdOf(Device device, string package) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{device.Id:n}/{package}")).AsSpan(..16));

    private static void Note(LecternDbContext database, Guid recordingId, int number, BoxTrack track)
    {
        var name = $"{(track.Role == SourceRole.Slides ? "slides" : "presenter")}-{number}";
        database.RecordingSources.Add(new RecordingSource { RecordingId = recordingId, Name = name, Role = track.Role });
        database.RecordingParts.Add(new RecordingPart { RecordingId = recordingId, Source = name, Number = 1, UploadId = track.File, Length = track.Bytes });
    }

    private async Task<bool> EndAsync(Device device, Guid recordingId, BoxPackage told, DateTimeOffset? givenUpAt, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await LockAsync(Open(database, device, recordingId), cancellationToken))
        {
            await KeepNamedAsync(database, recordingId, told.Tracks, cancellationToken);
            await WriteEndAsync(database, device, recordingId, told, givenUpAt, cancellationToken);
        }
        else if (!await database.Recordings.AnyAsync(row => row.Id == recordingId && row.DeviceId == device.Id, cancellationToken))
        {
            return false;
        }

        await make.RunAsync(database, recordingId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        signal.Set();
        return true;
    }

    /// <summary>Ends those whose box brought tracks and never said that these are all: they wait on their room's page instead of being seen by nobody.</summary>
    public async Task EndGivenUpAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var open = await database.Recordings.AsNoTracking().Include(row => row.Device).Include(row => row.Parts)
            .Where(row => row.VerifiedAt == null && row.Device.System == AddBox.System && row.Parts.Count > 0).ToListAsync(cancellationToken);
        var before = time.GetUtcNow() - s_givenUp;
        foreach (var recording in open.Where(row => CameAt(row) < before))
        {
            try
            {
                await EndAsync(recording.Device, recording.Id, new BoxPackage(null, recording.StartedAt, CameAt(recording), []), time.GetUtcNow(), cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                // The others are ended all the same.
                Log.Failed(logger, recording.Id, exception);
            }
        }
    }

    // Of two first tracks at once one makes the row.
    private async Task BeginAsync(Device device, Guid recordingId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await database.Recordings.AnyAsync(row => row.Id == recordingId, cancellationToken))
        {
            return;
        }

        database.Recordings.Add(new Recording { Id = recordingId, DeviceId = device.Id, StartedAt = time.GetUtcNow() });
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (errors.IsUniqueViolation(exception))
        {
            // The other one did.
        }
    }

    private static IQueryable<Recording> Open(LecternDbContext database, Device device, Guid recordingId) =>
        database.Recordings.Where(row => row.Id == recordingId && row.DeviceId == device.Id && row.VerifiedAt == null);

    // The row's lock: tracks that come at once are counted one after the other, and none comes in while it ends.
    private static async Task<bool> LockAsync(IQueryable<Recording> open, CancellationToken cancellationToken) =>
        await open.ExecuteUpdateAsync(set => set.SetProperty(row => row.Title, row => row.Title), cancellationToken) == 1;

    // A track whose answer was lost is sent again, and the package names only the second. One that names what never came is not to be trusted with what did.
    private static async Task KeepNamedAsync(LecternDbContext database, Guid recordingId, IReadOnlyCollection<Guid> named, CancellationToken cancellationToken)
    {
        var parts = await database.RecordingParts.Where(part => part.RecordingId == recordingId).ToListAsync(cancellationToken);
        if (named.Count == 0 || named.Any(id => parts.TrueForAll(part => part.UploadId != id)))
        {
            return;
        }

        var doubled = parts.Where(part => !named.Contains(part.UploadId)).ToList();
        var sources = doubled.Select(part => part.Source).ToList();
        database.RecordingParts.RemoveRange(doubled);
        database.RecordingSources.RemoveRange(await database.RecordingSources.Where(source => source.RecordingId == recordingId && sources.Contains(source.Name)).ToListAsync(cancellationToken));
        await database.SaveChangesAsync(cancellationToken);
    }

    private async Task WriteEndAsync(LecternDbContext database, Device device, Guid recordingId, BoxPackage told, DateTimeOffset? givenUpAt, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var booking = await database.Bookings.AsNoTracking().FirstOrDefaultAsync(row => row.Id == told.Booking && row.RoomId == device.RoomId, cancellationToken);
        var arrived = await database.Recordings.Where(row => row.Id == recordingId).Select(row => row.StartedAt).SingleAsync(cancellationToken);

        // Some boxes let a lecture be recorded and brought before its time.
        var begun = booking is not null ? Earliest(booking.StartsAt, arrived) : told.Start < now ? told.Start.Value : arrived;
        var ended = Earliest(booking?.EndsAt ?? told.End ?? begun.AddDays(1), now);
        var of = booking?.Id;
        await database.Recordings.Where(row => row.Id == recordingId).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.VerifiedAt, now).SetProperty(row => row.GivenUpAt, givenUpAt).SetProperty(row => row.EndedAt, ended).SetProperty(row => row.BookingId, of).SetProperty(row => row.StartedAt, begun),
            cancellationToken);
    }

    private static DateTimeOffset Earliest(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    // Files are named by ids that begin with the time.
    private static DateTimeOffset CameAt(Recording recording) =>
        recording.Parts.Max(part => DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(part.UploadId.ToString("n")[..12], 16)));

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Ending recording {Recording}, whose box never said that all of it is here, failed; it is tried again.")]
        internal static partial void Failed(ILogger logger, Guid recording, Exception exception);
    }
}

/// <summary>A file of a media package that is held, under <see cref="CaptureFiles.PartOf"/>.</summary>
public sealed record BoxTrack(SourceRole Role, Guid File, long Bytes);

/// <summary>What a media package says at its end.</summary>
/// <param name="Booking">What it is of; one of another room is none.</param>
/// <param name="Start">When it began, by the box's clock; null where it doesn't say.</param>
/// <param name="Tracks">The files it names.</param>
public sealed record BoxPackage(Guid? Booking, DateTimeOffset? Start, DateTimeOffset? End, IReadOnlyCollection<Guid> Tracks);
