using System.Text;
using System.Text.Json;
using Lectern.Contracts;
using Lectern.Contracts.Recordings;
using Lectern.Core.Storage;

namespace Lectern.Core.Capture.Recordings;

/// <summary>
/// The verified lines of a part, one JSON object each, flushed before they are answered for. Whoever has it open is the only one, in all processes. A line that
/// a power cut tore is cut off when the next is written; the device then sends it again.
/// </summary>
public sealed class PartLedger : IAsyncDisposable
{
    private readonly FileStream _file;
    private readonly List<Fragment> _lines;

    private PartLedger(FileStream file, List<Fragment> lines) => (_file, _lines) = (file, lines);

    public IReadOnlyList<Fragment> Lines => _lines;

    /// <summary>Bytes of the part that are verified.</summary>
    public long Verified => EndOf(_lines);

    /// <summary>Opens a ledger, or a new one. Null while somebody else has it open.</summary>
    public static async Task<PartLedger?> TryOpenAsync(string path, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(path)!;
        DurableFiles.CreateFolder(folder);
        var isNew = !File.Exists(path);
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }

        if (isNew)
        {
            DurableFiles.FlushFolder(folder);
        }

        try
        {
            var (lines, whole) = await ReadAsync(file, cancellationToken);
            file.SetLength(whole);
            file.Position = whole;
            return new PartLedger(file, lines);
        }
        catch (Exception)
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>What stands in a ledger now; nothing where there is none.</summary>
    public static async Task<IReadOnlyList<Fragment>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return (await ReadAsync(file, cancellationToken)).Lines;
    }

    /// <summary>What stands in a ledger behind a line's end, and where the last whole line ends. It keeps nobody from writing.</summary>
    public static async Task<(IReadOnlyList<Fragment> Lines, long End)> ReadAsync(string path, long from, CancellationToken cancellationToken)
    {
        await using var file = DurableFiles.OpenUnlocked(path);
        file.Position = Math.Min(from, file.Length);
        var (lines, whole) = await ReadAsync(file, cancellationToken);
        return (lines, from + whole);
    }

    public static long EndOf(IReadOnlyList<Fragment> lines) => lines.Count == 0 ? 0 : lines[^1].End();

    /// <summary>Adds lines, durably.</summary>
    public async Task AppendAsync(IReadOnlyCollection<Fragment> lines, CancellationToken cancellationToken)
    {
        await _file.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => JsonSerializer.Serialize(line, CaptureJson.Default.Fragment) + "\n"))), cancellationToken);
        _file.Flush(flushToDisk: true);
        _lines.AddRange(lines);
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    private static async Task<(List<Fragment> Lines, int Whole)> ReadAsync(FileStream file, CancellationToken cancellationToken)
    {
        var bytes = new byte[file.Length - file.Position];
        await file.ReadExactlyAsync(bytes, cancellationToken);
        var lines = new List<Fragment>();
        var whole = 0;
        while (Array.IndexOf(bytes, (byte)'\n', whole) is var end and >= 0 && TryRead(bytes.AsSpan(whole, end - whole)) is { } line)
        {
            lines.Add(line);
            whole = end + 1;
        }

        return (lines, whole);
    }

    private static Fragment? TryRead(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, CaptureJson.Default.Fragment);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
