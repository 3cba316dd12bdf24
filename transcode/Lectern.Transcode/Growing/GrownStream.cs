using Lectern.Transcode.Joining;
using Lectern.Transcode.Packaging;

namespace Lectern.Transcode.Growing;

/// <summary>
/// Makes HLS of grown parts without reading them: they are the media, and playlists say what lies where on the recording's clock. Each part plays by its machine's;
/// where the two part, at a pause or a reboot, a playlist names a discontinuity.
/// </summary>
/// <param name="tracks">All that is to be played beside each other.</param>
/// <param name="fileOf">Where a part has grown.</param>
/// <param name="place">Puts a file, the first, under another name.</param>
public sealed class GrownStream(IReadOnlyList<PlacedTrack> tracks, Func<RecordedPart, string> fileOf, Action<string, string> place)
{
    private readonly IReadOnlyList<GrownStretch> _stretches = GrownStretch.Of(tracks);

    /// <summary>What is made of some tracks beside their parts is no larger, in bytes: each part may have a hole before it, and each stretch one at its end.</summary>
    public static long MostMade(IReadOnlyList<PlacedTrack> tracks)
    {
        var stretches = GrownStretch.Of(tracks).Count;
        return tracks.Sum(track => track.Parts.Count + stretches) * Standstill.MostBytes;
    }

    /// <summary>Makes one presentation of pictures, sound or both.</summary>
    /// <param name="folder">Where it is made.</param>
    /// <param name="pictures">One of the tracks; null where there are no pictures.</param>
    /// <param name="sound">One of the tracks; null where there is no sound.</param>
    /// <param name="cancellationToken">Leaves what is no result.</param>
    /// <exception cref="InvalidDataException">They hold what browsers don't play, or a journal is torn.</exception>
    public async Task<Transcoded> WriteAsync(string folder, PlacedTrack? pictures, PlacedTrack? sound, CancellationToken cancellationToken)
    {
        var files = new List<string> { Transcoded.MultivariantPlaylist };
        var video = pictures is null ? null : await LayAsync(folder, "video", pictures, files, cancellationToken).ConfigureAwait(false);
        var audio = sound is null ? null : await LayAsync(folder, "audio", sound, files, cancellationToken).ConfigureAwait(false);
        var longest = new[] { video, audio }.Max(laid => laid?.Playlist.Seconds.Max() ?? 0);
        foreach (var laid in new[] { video, audio }.OfType<LaidRendition>())
        {
            await File.WriteAllTextAsync(Path.Combine(folder, laid.Rendition.Playlist), laid.Playlist.Write(longest), cancellationToken).ConfigureAwait(false);
        }

        IReadOnlyList<Rendition> videos = video is null ? [] : [video.Rendition];
        await File.WriteAllTextAsync(Path.Combine(folder, Transcoded.MultivariantPlaylist), MultivariantPlaylist.Write(videos, audio?.Rendition, null), cancellationToken).ConfigureAwait(false);
        return new Transcoded { Files = files, Videos = videos, Audio = audio?.Rendition, Duration = TimeSpan.FromSeconds(_stretches[^1].End) };
    }

    private async Task<LaidRendition> LayAsync(string folder, string name, PlacedTrack track, List<string> files, CancellationToken cancellationToken)
    {
        var own = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        var parts = new List<GrownPart>();
        foreach (var part in track.Parts)
        {
            parts.Add(await GrownPart.ReadAsync(fileOf(part.Part), $"part-{parts.Count + 1}.mp4", part.Ahead, cancellationToken).ConfigureAwait(false));
        }

        var laid = await GrownTrack.LayAsync(own, track.Track.IsSound, parts, _stretches, cancellationToken).ConfigureAwait(false);
        var playlist = new GrownPlaylist(laid.Segments, _stretches[^1].End);
        var rendition = Describe(name, playlist, parts, track.Track.IsSound);
        parts.ForEach(part => place(part.Path, Path.Combine(own, part.Head.File)));
        files.AddRange([.. parts.Select(part => $"{name}/{part.Head.File}"), .. laid.Files.Select(file => $"{name}/{file}"), rendition.Playlist]);
        return new LaidRendition(rendition, playlist);
    }

    // Of parts in several sizes the first one's, as in the joined video; what decodes the highest level, which is said last, decodes all.
    private static Rendition Describe(string name, GrownPlaylist playlist, List<GrownPart> parts, bool isSound)
    {
        var bandwidth = Bandwidth.Measure([.. playlist.Seconds.Zip(playlist.Segments, (seconds, segment) => (seconds, segment.Length))]);
        var (width, height) = isSound ? default : SampleEntry.Of(parts[0].Head.Bytes);
        var inits = parts.ConvertAll(part => InitSegment.Parse(part.Head.Bytes));
        return new Rendition
        {
            Name = name,
            Width = width,
            Height = height,
            Channels = inits[0].Channels,
            Codecs = inits.MaxBy(init => init.Codecs[^2..], StringComparer.OrdinalIgnoreCase)!.Codecs,
            Bytes = parts.Sum(part => part.Lines[^1].End),
            PeakBandwidth = bandwidth.Peak,
            AverageBandwidth = bandwidth.Average,
            Duration = TimeSpan.FromSeconds(playlist.End),
            IsCopy = true,
        };
    }

    private sealed record LaidRendition(Rendition Rendition, GrownPlaylist Playlist);
}
