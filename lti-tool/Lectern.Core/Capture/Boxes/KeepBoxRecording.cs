using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Lectern.Contracts.Devices;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Capture.Recordings;
using Lectern.Core.Database;
using Lectern.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Boxes;

/// <summary>
/// A recording of a box: whole files, each a source with one part, which has no ledger and no clock. Its id follows from the media package's; what it is of is told at its end.
/// </summary>
public sealed class KeepBoxRecording(
    IDbContextFactory<LecternDbContext> databases, MakeRecordedVideo make, IDatabaseErrors errors, JobSignal signal, TimeProvider time)
{
    public const int MostTracks = 16;

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

    /// <summary>
    /// Notes all files of a package and its end, or nothing: half of it must not be taken for the whole. What came before as one track is forgotten where it is as long as one of these; its file goes with all that no row names.
    /// </summary>
    /// <returns>False when the recording is another device's, or has ended, or has too many tracks.</returns>
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

        var (before, lengths) = (await database.RecordingParts.Where(part => part.RecordingId == recordingId).ToListAsync(cancellationToken), tracks.Select(track => track.Bytes).ToHashSet());
        await ForgetAsync(database, recordingId, before.FindAll(part => lengths.Contains(part.Length!.Value)), cancellationToken);
        var kept = before.Where(part => !lengths.Contains(part.Length!.Value)).ToList();
        if (kept.Count + tracks.Count > MostTracks)
        {
            return false;
        }

        var number = kept.ConvertAll(NumberOf).DefaultIfEmpty().Max();
        foreach (var track in tracks)
        {
            Note(database, recordingId, ++number, track);
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

    /// <summary>Which recording a package is. Boxes may choose their packages' ids, as Galicaster takes its booking's: what one calls its own is another recording than what another box calls so.</summary>
    public static Guid IdOf(Device device, string package) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{device.Id:n}/{package}")).AsSpan(..16));

    // As they are named below.
    private static int NumberOf(RecordingPart part) => int.Parse(part.Source.AsSpan(part.Source.LastIndexOf('-') + 1), CultureInfo.InvariantCulture);

    private static void Note(LecternDbContext database, Guid recordingId, int number, BoxTrack track)
    {
        var name = $"{(track.Role == SourceRole.Slides ? "slides" : "presenter")}-{number}";
        database.RecordingSources.Add(new RecordingSource { RecordingId = recordingId, Name = name, Role = track.Role, Bytes = track.Bytes });
        database.RecordingParts.Add(new RecordingPart { RecordingId = recordingId, Source = name, Number = 1, UploadId = track.File, Length = track.Bytes });
    }

    /// <param name="givenUpAt">When nobody said it, and it was decided.</param>
    internal async Task<bool> EndAsync(Device device, Guid recordingId, BoxPackage told, DateTimeOffset? givenUpAt, CancellationToken cancellationToken)
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

        await ForgetAsync(database, recordingId, parts.FindAll(part => !named.Contains(part.UploadId)), cancellationToken);
    }

    private static async Task ForgetAsync(LecternDbContext database, Guid recordingId, List<RecordingPart> parts, CancellationToken cancellationToken)
    {
        var sources = parts.ConvertAll(part => part.Source);
        database.RecordingParts.RemoveRange(parts);
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
}

/// <summary>A file of a media package that is held, under <see cref="CaptureFiles.PartOf"/>.</summary>
public sealed record BoxTrack(SourceRole Role, Guid File, long Bytes);

/// <summary>What a media package says at its end.</summary>
/// <param name="Booking">What it is of; one of another room is none.</param>
/// <param name="Start">When it began, by the box's clock; null where it doesn't say.</param>
/// <param name="Tracks">The files it names.</param>
public sealed record BoxPackage(Guid? Booking, DateTimeOffset? Start, DateTimeOffset? End, IReadOnlyCollection<Guid> Tracks);
