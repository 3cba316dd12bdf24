namespace Lectern.Transcode.Growing;

/// <summary>A part that has grown, and where in the presentation it plays.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Head">With the name that it gets beside the playlist.</param>
/// <param name="Lines">Its fragments.</param>
/// <param name="Ahead">Seconds that the presentation's clock is ahead of the machine's.</param>
internal sealed record GrownPart(string Path, GrownHead Head, IReadOnlyList<GrownFragment> Lines, double Ahead)
{
    private const int FragmentsInOne = 6;

    public double Start => Lines[0].Time + Ahead;

    public double End => Lines[^1].Time + Lines[^1].Duration + Ahead;

    /// <exception cref="InvalidDataException">Its journal is torn, or nothing of it plays.</exception>
    public static async Task<GrownPart> ReadAsync(string path, string name, double ahead, CancellationToken cancellationToken)
    {
        var lines = await GrownLines.ReadAsync(path, cancellationToken).ConfigureAwait(false);
        var part = lines.Count > 1
            ? new GrownPart(path, new GrownHead(name, new byte[lines[0].Length]), [.. lines.Skip(1)], ahead)
            : throw new InvalidDataException("Nothing has grown of a part.");
        await using var file = Open(path);
        await file.ReadExactlyAsync(part.Head.Bytes, cancellationToken).ConfigureAwait(false);
        return part;
    }

    /// <summary>Its first or its last fragment.</summary>
    public async Task<byte[]> FragmentAsync(bool isLast, CancellationToken cancellationToken)
    {
        var line = isLast ? Lines[^1] : Lines[0];
        var bytes = new byte[line.Length];
        await using var file = Open(Path);
        file.Position = line.Offset;
        await file.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
        return bytes;
    }

    /// <summary>Its segments.</summary>
    /// <param name="head">What serves it.</param>
    public IEnumerable<GrownSegment> Segments(GrownHead head) =>
        Lines.Chunk(FragmentsInOne).Select(group => new GrownSegment(head, Head.File, group[0].Offset, group[^1].End - group[0].Offset, group[0].Time + Ahead, false));

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
}
