using System.Security.Cryptography;
using System.Text;
using Lectern.Contracts.Recordings;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Jobs;
using Lectern.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Lectern.Core.Capture.Recordings;

/// <summary>
/// Compares a recording's manifest with what is here. What agrees in every part is verified and becomes a video in the same transaction: the answer
/// lets the device forget it. Safe to repeat, and to ask long before all has come.
/// </summary>
public sealed class EndRecording(
    IDbContextFactory<LecternDbContext> databases, MakeRecordedVideo make, IOptions<StorageOptions> storage, JobSignal signal, TimeProvider time)
{
    /// <returns>Whether all of it is held; null when the device has no such recording.</returns>
    public async Task<bool?> RunAsync(Device device, Guid recordingId, RecordingManifest told, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var recording = await database.Recordings.Include(row => row.Parts).FirstOrDefaultAsync(row => row.Id == recordingId && row.DeviceId == device.Id, cancellationToken);
        if (recording is null or { VerifiedAt: not null })
        {
            return recording is null ? null : true;
        }

        foreach (var part in told.Parts)
        {
            if (recording.Parts.Find(row => row.Source == part.Source && row.Number == part.Part) is not { } row || !await IsHeldAsync(row, part, cancellationToken))
            {
                return false;
            }

            (row.Boot, row.Length) = (part.Boot, part.Length);
        }

        await KeepAsync(database, recording, told, cancellationToken);
        return true;
    }

    private async Task<bool> IsHeldAsync(RecordingPart row, PartEnd told, CancellationToken cancellationToken)
    {
        var file = new FileInfo(CaptureFiles.PartOf(storage.Value, row.UploadId));
        if (!file.Exists || file.Length != told.Length)
        {
            return false;
        }

        var lines = await PartLedger.ReadAsync(CaptureFiles.LedgerOf(storage.Value, row.UploadId), cancellationToken);
        return lines.Count == told.Lines && PartLedger.EndOf(lines) == told.Length && HashOf(lines) == told.Sha256;
    }

    private static string HashOf(IReadOnlyList<Fragment> lines) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(lines.Select(line => line.Sha256)))));

    private async Task KeepAsync(LecternDbContext database, Recording recording, RecordingManifest told, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var now = time.GetUtcNow();
        var first = await database.Recordings.Where(row => row.Id == recording.Id && row.VerifiedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.VerifiedAt, now).SetProperty(row => row.EndedAt, told.EndedAt), cancellationToken);
        if (first == 0)
        {
            // The same question was asked twice at once, and the other one answered it.
            return;
        }

        // What the device began to send and then had no use for.
        database.RecordingParts.RemoveRange(recording.Parts.Where(row => row.Length is null));
        database.RecordingPauses.AddRange((told.Pauses ?? []).Where(pause => pause.To is not null).DistinctBy(pause => pause.From)
            .Select(pause => new RecordingPause { RecordingId = recording.Id, From = pause.From.ToUniversalTime(), To = pause.To!.Value.ToUniversalTime() }));
        await database.SaveChangesAsync(cancellationToken);
        await make.RunAsync(database, recording.Id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        signal.Set();
    }
}
