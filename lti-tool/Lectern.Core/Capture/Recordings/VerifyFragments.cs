using System.Buffers;
using System.Security.Cryptography;
using Lectern.Contracts.Recordings;
using Lectern.Core.Storage;
using Microsoft.Extensions.Options;

namespace Lectern.Core.Capture.Recordings;

/// <summary>Compares uploaded bytes with the hashes that the device took when it wrote them, and keeps what agrees in the part's ledger.</summary>
public sealed class VerifyFragments(IOptions<StorageOptions> storage)
{
    // A fragment is a second of a picture; what is longer is no fragment.
    private const int LongestFragment = 64 << 20;

    /// <summary>How much of a part is verified.</summary>
    public async Task<(long Verified, int Lines)> StandAsync(RecordingPart part, CancellationToken cancellationToken)
    {
        var lines = await PartLedger.ReadAsync(CaptureFiles.LedgerOf(storage.Value, part.UploadId), cancellationToken);
        return (PartLedger.EndOf(lines), lines.Count);
    }

    /// <param name="part">The part.</param>
    /// <param name="file">Where its bytes lie.</param>
    /// <param name="received">How many of them are durable.</param>
    /// <param name="lines">What the device says of them, beginning with or before the first that is not kept.</param>
    /// <param name="cancellationToken">Keeps nothing.</param>
    public async Task<LedgerAnswer> RunAsync(RecordingPart part, string file, long received, IReadOnlyList<Fragment> lines, CancellationToken cancellationToken)
    {
        await using var ledger = await PartLedger.TryOpenAsync(CaptureFiles.LedgerOf(storage.Value, part.UploadId), cancellationToken);
        if (ledger is null)
        {
            return new(LedgerOutcome.Busy, 0, 0);
        }

        var fresh = lines.Where(line => line.Offset >= ledger.Verified).TakeWhile(line => line.End() <= received).ToList();
        var outcome = Follows(ledger, lines, fresh) ? await AgreeAsync(file, fresh, cancellationToken) : LedgerOutcome.OutOfOrder;
        if (outcome == LedgerOutcome.Kept && fresh.Count > 0)
        {
            await ledger.AppendAsync(fresh, cancellationToken);
        }

        return new(outcome, ledger.Verified, ledger.Lines.Count);
    }

    private static bool Follows(PartLedger ledger, IReadOnlyList<Fragment> lines, List<Fragment> fresh)
    {
        var known = ledger.Lines.ToDictionary(line => line.Offset);
        var end = ledger.Verified;
        return lines.Where(line => line.Offset < ledger.Verified).All(line => known.GetValueOrDefault(line.Offset) == line)
            && fresh.All(line => line.Length is > 0 and <= LongestFragment && line.Offset == end && (end = line.End()) > 0);
    }

    private static async Task<LedgerOutcome> AgreeAsync(string path, List<Fragment> lines, CancellationToken cancellationToken)
    {
        if (lines.Count == 0)
        {
            return LedgerOutcome.Kept;
        }

        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var buffer = ArrayPool<byte>.Shared.Rent(lines.Max(line => line.Length));
        try
        {
            foreach (var line in lines)
            {
                file.Position = line.Offset;
                await file.ReadExactlyAsync(buffer.AsMemory(0, line.Length), cancellationToken);
                if (Convert.ToHexStringLower(SHA256.HashData(buffer.AsSpan(0, line.Length))) != line.Sha256)
                {
                    return LedgerOutcome.Differs;
                }
            }

            return LedgerOutcome.Kept;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}

/// <param name="Outcome">What became of the lines.</param>
/// <param name="Verified">Bytes of the part that are verified now.</param>
/// <param name="Lines">How many lines that are.</param>
public sealed record LedgerAnswer(LedgerOutcome Outcome, long Verified, int Lines);

public enum LedgerOutcome
{
    /// <summary>All lines whose bytes are here are kept.</summary>
    Kept,

    /// <summary>Another request is at this part; soon again.</summary>
    Busy,

    /// <summary>They don't go on where the ledger ends, or say otherwise than it does.</summary>
    OutOfOrder,

    /// <summary>The bytes are not those that the device wrote: its upload has to begin again.</summary>
    Differs,
}
