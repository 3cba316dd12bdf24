using Lectern.Contracts.Recordings;
using Lectern.Core.Capture.Boxes;
using Lectern.Core.Database;
using Lectern.Core.Governance;
using Lectern.Core.Jobs;
using Lectern.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Lectern.Core.Capture.Recordings;

/// <summary>
/// Makes a video of what is held of a recording whose machine is lost. What is held becomes a recording of its own; the machine's own one stays open, so that whatever comes of it after all is
/// taken as ever, and then is a video of its own, also where it is no more than the piece: rather two videos than the lesser one.
/// </summary>
public sealed class EndLostRecording(IDbContextFactory<LecternDbContext> databases, MakeRecordedVideo make, IOptions<StorageOptions> storage, JobSignal signal, TimeProvider time)
{
    /// <summary>A machine that was silent for so long is lost.</summary>
    public static readonly TimeSpan SilentFor = TimeSpan.FromDays(1);

    public async Task<EndedRecording> RunAsync(Guid roomId, Guid recordingId, string actor, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var lost = Lost(database.Recordings, time.GetUtcNow()).Where(row => row.Id == recordingId && (row.Device.RoomId == roomId || row.Booking!.RoomId == roomId));
        if (await lost.AsNoTracking().Include(row => row.Sources).Include(row => row.Parts).AsSplitQuery().FirstOrDefaultAsync(cancellationToken) is not { } recording)
        {
            return EndedRecording.NotLost;
        }

        var held = new HeldParts(storage.Value, time.GetUtcNow());
        foreach (var part in recording.Parts.OrderBy(part => part.Number))
        {
            await held.AddAsync(part, cancellationToken);
        }

        return await EndAsync(database, recording, held, actor, cancellationToken);
    }

    /// <summary>Those whose machine is lost, and that were not given up since it was last heard of. What boxes never end, ends by itself.</summary>
    internal static IQueryable<Recording> Lost(IQueryable<Recording> recordings, DateTimeOffset now)
    {
        var silent = now - SilentFor;
        return recordings.Where(row => row.VerifiedAt == null && row.Parts.Any() && row.Device.System != AddBox.System
            && (row.Device.RevokedAt != null || (row.Device.LastSeenAt ?? row.Device.EnrolledAt) < silent)
            && (row.GivenUpAt == null || row.GivenUpAt < row.Device.LastSeenAt));
    }

    private async Task<EndedRecording> EndAsync(LecternDbContext database, Recording recording, HeldParts held, string actor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await Lost(database.Recordings, now).Where(row => row.Id == recording.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.GivenUpAt, now), cancellationToken) == 0)
        {
            return EndedRecording.NotLost;
        }

        database.Audit.Add(new AuditEntry { At = now, Actor = actor, Act = Acts.EndRecording, Subject = recording.Id.ToString(), Detail = held.EndedAt is { } last ? $"{recording.StartedAt:u} – {last:u}" : $"{recording.StartedAt:u}" });
        var kept = held.EndedAt is { } ended ? await KeepAsync(database, recording, held, (ended, now), cancellationToken) : EndedRecording.NothingHeld;
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        signal.Set();
        return kept;
    }

    private async Task<EndedRecording> KeepAsync(LecternDbContext database, Recording recording, HeldParts held, (DateTimeOffset Ended, DateTimeOffset Now) at, CancellationToken cancellationToken)
    {
        var piece = new Recording
        {
            Id = Guid.CreateVersion7(),
            DeviceId = recording.DeviceId,
            BookingId = recording.BookingId,
            PieceOfId = recording.Id,
            Title = recording.Title,
            StartedAt = recording.StartedAt,
            EndedAt = at.Ended,
            VerifiedAt = at.Now,
        };
        piece.Sources.AddRange(recording.Sources.Select(source => new RecordingSource { RecordingId = piece.Id, Name = source.Name, Role = source.Role }));
        piece.Parts.AddRange(held.PartsOf(piece.Id));
        database.Recordings.Add(piece);
        await database.SaveChangesAsync(cancellationToken);
        await make.RunAsync(database, piece.Id, cancellationToken);

        // By hand it was of no booking until now. What comes after all is of the same one.
        var made = await database.Recordings.Where(row => row.Id == piece.Id).Select(row => new { row.BookingId, row.VideoId, IsSpare = !row.Parts.Any() }).SingleAsync(cancellationToken);
        await database.Recordings.Where(row => row.Id == recording.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.BookingId, made.BookingId), cancellationToken);
        return made.VideoId is not null ? EndedRecording.Made : made.IsSpare ? EndedRecording.HeldElsewhere : EndedRecording.Waits;
    }
}

/// <summary>What came of ending one.</summary>
public enum EndedRecording
{
    /// <summary>It is not there, or its machine was heard of, or it was done already.</summary>
    NotLost,

    /// <summary>Nothing that could be seen or heard is here. It is in its room's way no more.</summary>
    NothingHeld,

    /// <summary>Another machine's recording has as much.</summary>
    HeldElsewhere,

    /// <summary>It waits for a course, or for somebody who teaches there.</summary>
    Waits,

    Made,
}
