using Lectern.Core.Capture.Devices;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Boxes;

/// <summary>What is here already of a box's package: one whose answer was lost is sent again.</summary>
public sealed class FindBoxRecording(IDbContextFactory<LecternDbContext> databases)
{
    /// <summary>Whether its box said before that all of it is here.</summary>
    public async Task<bool> HasEndedAsync(Device device, string package, CancellationToken cancellationToken)
    {
        var recordingId = KeepBoxRecording.IdOf(device, package);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Recordings.AnyAsync(row => row.Id == recordingId && row.VerifiedAt != null && row.GivenUpAt == null, cancellationToken);
    }

    /// <summary>Whether it has ended and each of these tracks came before. What is another track is not here, whatever it is called.</summary>
    /// <param name="lengths">In bytes, of each.</param>
    public async Task<bool> HoldsAsync(Device device, string package, IReadOnlyCollection<long> lengths, CancellationToken cancellationToken)
    {
        var recordingId = KeepBoxRecording.IdOf(device, package);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var held = await database.RecordingSources
            .Where(source => source.RecordingId == recordingId && database.Recordings.Any(row => row.Id == recordingId && row.VerifiedAt != null))
            .Select(source => source.Bytes)
            .ToListAsync(cancellationToken);
        return held.Count > 0 && lengths.CountBy(length => length).All(told => held.Count(bytes => bytes == told.Key) >= told.Value);
    }
}
