namespace Lectern.Transcode.Growing;

/// <summary>Reads the journal of a growing file.</summary>
internal static class GrownLines
{
    public static GrownFragment? At(FileStream journal, long number)
    {
        var line = new byte[GrownFragment.Size];
        journal.Position = number * GrownFragment.Size;
        journal.ReadExactly(line);
        return GrownFragment.Read(line);
    }

    /// <summary>What a decoder has to know: the bytes of the first line.</summary>
    public static async Task<byte[]> HeadAsync(FileStream data, FileStream journal, CancellationToken cancellationToken)
    {
        var head = new byte[At(journal, 0)!.Value.Length];
        data.Position = 0;
        await data.ReadExactlyAsync(head, cancellationToken).ConfigureAwait(false);
        return head;
    }

    /// <summary>All lines, the head's first.</summary>
    /// <exception cref="InvalidDataException">One of them is torn: what follows it would be missing.</exception>
    public static async Task<IReadOnlyList<GrownFragment>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var bytes = await File.ReadAllBytesAsync(GrowingFile.JournalOf(path), cancellationToken).ConfigureAwait(false);
        return [.. bytes.Chunk(GrownFragment.Size).Select(line => (line.Length == GrownFragment.Size ? GrownFragment.Read(line) : null) ?? throw new InvalidDataException("A line of the journal is torn."))];
    }
}
