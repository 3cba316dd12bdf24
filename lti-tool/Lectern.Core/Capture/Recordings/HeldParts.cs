using Lectern.Contracts.Recordings;
using Lectern.Core.Storage;

namespace Lectern.Core.Capture.Recordings;

/// <summary>What is verified of a recording's parts, under names of its own: bytes that come later change nothing of it. What no row names in the end is swept.</summary>
internal sealed class HeldParts(StorageOptions storage, DateTimeOffset now)
{
    // The wall clock may have been set in between.
    private static readonly TimeSpan s_sameBoot = TimeSpan.FromMinutes(1);
    private readonly List<(RecordingPart Part, Guid Upload, IReadOnlyList<Fragment> Lines)> _held = [];

    /// <summary>When the last of it was seen or heard; null while there is nothing.</summary>
    internal DateTimeOffset? EndedAt => _held.Count == 0 ? null : _held.Max(one => one.Lines[^1].At);

    internal async Task AddAsync(RecordingPart part, CancellationToken cancellationToken)
    {
        var lines = await PartLedger.ReadAsync(CaptureFiles.LedgerOf(storage, part.UploadId), cancellationToken);
        var file = new[] { CaptureFiles.PartOf(storage, part.UploadId), CaptureFiles.UploadOf(storage, part.UploadId) }.FirstOrDefault(File.Exists);

        // A head alone shows nothing.
        if (lines.Count < 2 || file is null)
        {
            return;
        }

        // What is old and has no row is swept, and a second name is as old as the first.
        File.SetLastWriteTimeUtc(file, now.UtcDateTime);
        var upload = Guid.CreateVersion7();
        await CopyAsync(file, CaptureFiles.PartOf(storage, upload), PartLedger.EndOf(lines), cancellationToken);
        await using var ledger = await PartLedger.TryOpenAsync(CaptureFiles.LedgerOf(storage, upload), cancellationToken) ?? throw new IOException("A new ledger is open elsewhere.");
        await ledger.AppendAsync([.. lines], cancellationToken);
        _held.Add((part, upload, lines));
    }

    /// <summary>As rows of a recording.</summary>
    internal IEnumerable<RecordingPart> PartsOf(Guid recording)
    {
        var boots = new List<DateTimeOffset>();
        foreach (var (part, upload, lines) in _held)
        {
            yield return new RecordingPart { RecordingId = recording, Source = part.Source, Number = part.Number, UploadId = upload, Boot = part.Boot ?? BootOf(lines, boots), Length = PartLedger.EndOf(lines) };
        }
    }

    // Only the manifest names the machine's run. Its monotonic clock began at one moment of the wall clock.
    private static string BootOf(IReadOnlyList<Fragment> lines, List<DateTimeOffset> boots)
    {
        var began = lines[^1].At - TimeSpan.FromSeconds(lines[^1].Clock);
        if (boots.FindIndex(boot => (boot - began).Duration() < s_sameBoot) is var known and >= 0)
        {
            return $"run-{known + 1}";
        }

        boots.Add(began);
        return $"run-{boots.Count}";
    }

    private static async Task CopyAsync(string from, string to, long bytes, CancellationToken cancellationToken)
    {
        DurableFiles.CreateFolder(Path.GetDirectoryName(to)!);
        if (!DurableFiles.TryLink(from, to))
        {
            await using var source = DurableFiles.OpenUnlocked(from);
            await using var target = new FileStream(to, FileMode.CreateNew, FileAccess.Write);
            var buffer = new byte[1 << 20];
            for (var left = bytes; left > 0;)
            {
                var read = await source.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), cancellationToken);
                await target.WriteAsync(buffer.AsMemory(0, read > 0 ? read : throw new EndOfStreamException($"The file '{from}' is shorter than what was verified.")), cancellationToken);
                left -= read;
            }

            target.Flush(flushToDisk: true);
        }

        DurableFiles.FlushFolder(Path.GetDirectoryName(to)!);
    }
}
