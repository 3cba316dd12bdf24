namespace Lectern.Transcode.Growing;

/// <summary>Lays the parts of a track into a presentation from its beginning to its end. Where it has nothing its last picture stands, or it is silent.</summary>
internal sealed class GrownTrack
{
    // What is less is no hole, only the way fragments are cut.
    private const double SmallestHole = 0.05;

    private readonly string _folder;
    private readonly bool _isSound;
    private readonly List<GrownSegment> _segments = [];
    private readonly List<string> _files = [];

    private GrownTrack(string folder, bool isSound) => (_folder, _isSound) = (folder, isSound);

    public IReadOnlyList<GrownSegment> Segments => _segments;

    /// <summary>The names of what was made in the folder.</summary>
    public IReadOnlyList<string> Files => _files;

    /// <param name="folder">Where what fills holes is made.</param>
    /// <param name="isSound">Whether it is heard or seen.</param>
    /// <param name="parts">In order; at least one.</param>
    /// <param name="stretches">Of the presentation.</param>
    /// <param name="cancellationToken">Leaves what is no result.</param>
    public static async Task<GrownTrack> LayAsync(
        string folder, bool isSound, IReadOnlyList<GrownPart> parts, IReadOnlyList<GrownStretch> stretches, CancellationToken cancellationToken)
    {
        var track = new GrownTrack(folder, isSound);
        GrownPart? before = null;
        var head = parts[0].Head;
        foreach (var (n, stretch) in stretches.Index())
        {
            var (first, at) = (track._segments.Count, stretch.Start);
            foreach (var part in parts.Where(part => part.Ahead == stretch.Ahead))
            {
                await track.FillAsync(at, part.Start, SmallestHole, stretch, before ?? part, head, isAfter: before is not null, cancellationToken).ConfigureAwait(false);
                head = part.Head.Bytes.AsSpan().SequenceEqual(head.Bytes) ? head : part.Head;
                foreach (var segment in part.Segments(head))
                {
                    track.DropFrom(segment.Start, first);
                    track._segments.Add(segment);
                }

                (before, at) = (part, part.End);
            }

            track.DropFrom(stretch.End, first);
            // However short it is, a stretch that the other playlist names is named by this one.
            var smallest = track._segments.Count == first ? 0 : SmallestHole;
            await track.FillAsync(at, stretch.End, smallest, stretch, before ?? parts[0], head, isAfter: before is not null, cancellationToken).ConfigureAwait(false);
            track.Begin(first, stretch, jumps: n > 0);
        }

        return track;
    }

    // Players set a stretch's clock by where the playlist has it begin.
    private void Begin(int first, GrownStretch stretch, bool jumps)
    {
        while (first + 1 < _segments.Count && _segments[first + 1].Start <= stretch.Start)
        {
            _segments.RemoveAt(first);
        }

        if (first < _segments.Count)
        {
            _segments[first] = _segments[first] with { Start = stretch.Start, Jumps = jumps };
        }
    }

    // Clocks are followed in steps, so that what comes next may begin a little before what was: a segment that would last no time is left out.
    private void DropFrom(double start, int first)
    {
        while (_segments.Count > first && _segments[^1].Start >= start)
        {
            _segments.RemoveAt(_segments.Count - 1);
        }
    }

    private async Task FillAsync(double from, double to, double smallest, GrownStretch stretch, GrownPart near, GrownHead head, bool isAfter, CancellationToken cancellationToken)
    {
        if (to - from < smallest || to <= from)
        {
            return;
        }

        var still = Standstill.Of(near.Head.Bytes, await near.FragmentAsync(isLast: isAfter, cancellationToken).ConfigureAwait(false), _isSound);
        var name = $"still-{_files.Count + 1}.mp4";
        _files.Add(name);
        await using var file = File.Create(Path.Combine(_folder, name));
        foreach (var (bytes, after) in still.Fill(from - stretch.Ahead, to - from))
        {
            _segments.Add(new GrownSegment(head, name, file.Position, bytes.Length, from + after, false));
            await file.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
    }
}
