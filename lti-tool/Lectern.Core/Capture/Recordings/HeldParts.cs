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

        // A head alone shows nothing.
        if (lines.Count < 2)
        {
            return;
        }

        var upload = Guid.CreateVersion7();
        try
        {
            await CopyAsync(part.UploadId, CaptureFiles.PartOf(storage, upload), PartLedger.EndOf(lines), cancellationToken);
        }
        catch (FileNotFoundException) when (lines[^1].At < now - CaptureFiles.KeepUnfinished)
        {
            // Nobody came back to its upload. Without a file before that something is wrong here, which is not as if nothing had come.
            return;
        }

        await using var ledger = await PartLedger.TryOpenAsync(CaptureFiles.LedgerOf(storage, upload), cancellationToken) ?? throw new IOException("A new ledger is open elsewhere.");
        await ledger.AppendAsync([.. lines], cancellationToken);
        _held.Add((part, upload, lines));
    }

    /// <summary>As rows of a recording.</summary>
    internal IEnumerable<RecordingPart> PartsOf(Guid recording)
    {
        var runs = new List<Run>();
        foreach (var (part, upload, lines) in _held)
        {
            yield return new RecordingPart { RecordingId = recording, Source = part.Source, Number = part.Number, UploadId = upload, Boot = part.Boot ?? RunOf(part.Source, lines, runs), Length = PartLedger.EndOf(lines) };
        }
    }

    // Only the manifest names the machine's run. Its monotonic clock began at one moment of the wall clock, unless that was set: then one of a part's ends tells.
    // A machine that starts twice within a minute is told by a source whose clock went back.
    private static string RunOf(string source, IReadOnlyList<Fragment> lines, List<Run> runs)
    {
        DateTimeOffset[] began = [BeganOf(lines[0]), BeganOf(lines[^1])];
        var earlier = runs.Where(run => run.Source == source && run.Until >= lines[0].Clock).Select(run => run.Name).ToHashSet();
        var near = runs.Where(run => !earlier.Contains(run.Name)).Select(run => (run.Name, Off: began.Min(one => (run.Began - one).Duration()))).Where(run => run.Off < s_sameBoot);
        var name = near.OrderBy(run => run.Off).Select(run => run.Name).FirstOrDefault() ?? $"run-{runs.Select(run => run.Name).Distinct().Count() + 1}";
        runs.AddRange(began.Select(one => new Run(name, one, source, lines[^1].Clock)));
        return name;
    }

    private static DateTimeOffset BeganOf(Fragment line) => line.At - TimeSpan.FromSeconds(line.Clock);

    private async Task CopyAsync(Guid upload, string to, long bytes, CancellationToken cancellationToken)
    {
        DurableFiles.CreateFolder(Path.GetDirectoryName(to)!);
        try
        {
            await CopyAsync(CaptureFiles.UploadOf(storage, upload), to, bytes, cancellationToken);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // It is whole, or became so just now.
            await LinkAsync(CaptureFiles.PartOf(storage, upload), to, bytes, cancellationToken);
        }

        // What is old and has no row is swept, and a second name is as old as the first.
        File.SetLastWriteTimeUtc(to, now.UtcDateTime);
        DurableFiles.FlushFolder(Path.GetDirectoryName(to)!);
    }

    // Nobody writes to it any more. While somebody does, its lock is the file's and not the name's: whoever read the second name would keep them out.
    private static Task LinkAsync(string from, string to, long bytes, CancellationToken cancellationToken) =>
        DurableFiles.TryLink(from, to) ? Task.CompletedTask : CopyAsync(from, to, bytes, cancellationToken);

    private static async Task CopyAsync(string from, string to, long bytes, CancellationToken cancellationToken)
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

    /// <param name="Began">When its clock did, by the wall clock at one end of a part.</param>
    /// <param name="Until">Where that part of the source ended on its clock.</param>
    private sealed record Run(string Name, DateTimeOffset Began, string Source, double Until);
}
