namespace Lectern.Transcode.Joining;

/// <summary>
/// Writes a track's parts into fragmented MP4 in which each fragment says when it plays on the recording's clock. No picture and no sound is touched,
/// so an hour takes as long as its bytes take to copy.
/// </summary>
internal static class TrackWriter
{
    /// <summary>Writes one file; more only where parts need to be decoded differently, as after a change of a camera's size.</summary>
    /// <returns>The files in their order.</returns>
    public static async Task<IReadOnlyList<string>> WriteAsync(PlacedTrack track, string folder, CancellationToken cancellationToken)
    {
        var files = new List<string>();
        foreach (var (head, parts) in await AlikeAsync(track.Parts, cancellationToken).ConfigureAwait(false))
        {
            files.Add(Path.Combine(folder, $"{track.Track.Name}-{files.Count + 1}.mp4"));
            await using var target = File.Create(files[^1]);
            await target.WriteAsync(head, cancellationToken).ConfigureAwait(false);
            foreach (var part in parts)
            {
                var startsAtZero = !track.Track.IsSound && part == track.Parts[0];
                await AppendAsync(part, FragmentTime.ScaleOf(head), startsAtZero, target, cancellationToken).ConfigureAwait(false);
            }
        }

        return files;
    }

    // Parts in a row that one head serves.
    private static async Task<List<(byte[] Head, List<PlacedPart> Parts)>> AlikeAsync(IEnumerable<PlacedPart> parts, CancellationToken cancellationToken)
    {
        var runs = new List<(byte[] Head, List<PlacedPart> Parts)>();
        foreach (var part in parts)
        {
            var head = await HeadOfAsync(part.Part, cancellationToken).ConfigureAwait(false);
            if (runs.Count == 0 || !head.AsSpan().SequenceEqual(runs[^1].Head))
            {
                runs.Add((head, []));
            }

            runs[^1].Parts.Add(part);
        }

        return runs;
    }

    // What a decoder has to know: the bytes before a part's first fragment.
    private static async Task<byte[]> HeadOfAsync(RecordedPart part, CancellationToken cancellationToken)
    {
        await using var source = File.OpenRead(part.Path);
        var head = new byte[part.HeadLength];
        await source.ReadExactlyAsync(head, cancellationToken).ConfigureAwait(false);
        return head;
    }

    // Players take the first picture's time for 0. A track that began later shows its first second before, and then stands until it really began.
    private static async Task AppendAsync(PlacedPart part, uint scale, bool startsAtZero, FileStream target, CancellationToken cancellationToken)
    {
        await using var source = File.OpenRead(part.Part.Path);
        var buffer = new byte[part.Part.Fragments.Max(fragment => fragment.Length)];
        foreach (var fragment in part.Part.Fragments)
        {
            var bytes = buffer.AsMemory(0, fragment.Length);
            source.Position = fragment.Offset;
            await source.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
            var time = startsAtZero && fragment == part.Part.Fragments[0] ? 0 : part.At(fragment.Time);
            FragmentTime.Set(bytes, (long)Math.Round(time * scale));
            await target.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
    }
}
