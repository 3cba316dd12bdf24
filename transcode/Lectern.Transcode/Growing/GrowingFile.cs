using Lectern.Transcode.Joining;

namespace Lectern.Transcode.Growing;

/// <summary>
/// A part that is brought onto its machine's clock while it still comes: its bytes, in which each fragment's one number says when it plays,
/// and a journal beside them. Bytes are on the disk before their line; whoever opens it after a kill cuts both where they agree last, and goes on.
/// Only one may have it open.
/// </summary>
public sealed class GrowingFile : IDisposable
{
    // As many are on the disk before their lines: a few of a lecture that is running, and not gigabytes of one that ended.
    private const int AtOnce = 64;

    private readonly FileStream _data;
    private readonly FileStream _journal;
    private GrownFragment? _last;

    private GrowingFile(FileStream data, FileStream journal) => (_data, _journal) = (data, journal);

    /// <summary>Bytes of the part that are in it.</summary>
    public long Taken => _last?.Taken ?? 0;

    /// <summary>Whether anything of it plays.</summary>
    public bool HasFragments => _last is { Duration: > 0 };

    /// <summary>Opens one, or a new one.</summary>
    /// <param name="path">Of the bytes; the journal lies beside it.</param>
    public static GrowingFile Open(string path)
    {
        var data = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            var file = new GrowingFile(data, new FileStream(JournalOf(path), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read));
            file.Cut();
            return file;
        }
        catch (Exception)
        {
            data.Dispose();
            throw;
        }
    }

    /// <summary>Where the journal of a growing file lies.</summary>
    public static string JournalOf(string path) => path + ".lines";

    /// <summary>Appends what it does not have.</summary>
    /// <param name="part">The part's bytes.</param>
    /// <param name="headLength">Bytes before its first fragment.</param>
    /// <param name="fragments">In order; those that it has may be among them or not.</param>
    /// <param name="cancellationToken">Leaves a file that can be gone on with.</param>
    public async Task AppendAsync(Stream part, int headLength, IReadOnlyList<RecordedFragment> fragments, CancellationToken cancellationToken)
    {
        var fresh = fragments.Where(fragment => fragment.Offset >= Taken).ToList();
        if (fresh.Count == 0)
        {
            return;
        }

        var scale = FragmentTime.ScaleOf(await HeadAsync(part, headLength, cancellationToken).ConfigureAwait(false));
        var clock = HasFragments ? new RunningClock(_last!.Value.Start, _last.Value.Shift) : RunningClock.Of(fresh);
        foreach (var some in fresh.Chunk(AtOnce))
        {
            var lines = new List<GrownFragment>();
            foreach (var fragment in some)
            {
                clock = clock.After(fragment);
                lines.Add(new GrownFragment(_data.Position, fragment.Length, clock.Shift + fragment.Time, fragment.Duration, fragment.Offset + fragment.Length, clock.Start, clock.Shift));
                await CopyAsync(part, fragment, (long)Math.Round(lines[^1].Time * scale), cancellationToken).ConfigureAwait(false);
            }

            await NoteAsync(lines, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Closes it. What was appended stays.</summary>
    public void Dispose()
    {
        _data.Dispose();
        _journal.Dispose();
    }

    private async Task<byte[]> HeadAsync(Stream source, int length, CancellationToken cancellationToken)
    {
        if (_last is null)
        {
            var head = new byte[length];
            source.Position = 0;
            await source.ReadExactlyAsync(head, cancellationToken).ConfigureAwait(false);
            await _data.WriteAsync(head, cancellationToken).ConfigureAwait(false);
            await NoteAsync([new GrownFragment(0, length, 0, 0, length, 0, 0)], cancellationToken).ConfigureAwait(false);
            return head;
        }

        var kept = await GrownLines.HeadAsync(_data, _journal, cancellationToken).ConfigureAwait(false);
        _data.Position = _last.Value.End;
        _journal.Position = _journal.Length;
        return kept;
    }

    private async Task CopyAsync(Stream source, RecordedFragment fragment, long time, CancellationToken cancellationToken)
    {
        var bytes = new byte[fragment.Length];
        source.Position = fragment.Offset;
        await source.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
        FragmentTime.Set(bytes, time);
        await _data.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
    }

    private async Task NoteAsync(List<GrownFragment> lines, CancellationToken cancellationToken)
    {
        if (lines.Count == 0)
        {
            return;
        }

        _data.Flush(flushToDisk: true);
        var bytes = new byte[lines.Count * GrownFragment.Size];
        for (var n = 0; n < lines.Count; n++)
        {
            lines[n].Write(bytes.AsSpan(n * GrownFragment.Size, GrownFragment.Size));
        }

        await _journal.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        _journal.Flush(flushToDisk: true);
        _last = lines[^1];
    }

    private void Cut()
    {
        var count = _journal.Length / GrownFragment.Size;
        while (count > 0 && (GrownLines.At(_journal, count - 1) is not { } line || line.End > _data.Length))
        {
            count--;
        }

        _last = count == 0 ? null : GrownLines.At(_journal, count - 1);
        _journal.SetLength(count * GrownFragment.Size);
        _data.SetLength(_last?.End ?? 0);
        (_data.Position, _journal.Position) = (_data.Length, _journal.Length);
    }
}
