using Lectern.Transcode.Growing;

namespace Lectern.Transcode.Tests.Growing;

public sealed class GrownTrackTests
{
    [Fact]
    public async Task Segments_that_begin_behind_what_comes_next_are_left_out_so_that_each_lasts_a_while()
    {
        GrownPart[] parts = [Part("one", 0, 12), Part("two", 5.5, 13)];

        var laid = await GrownTrack.LayAsync(Path.GetTempPath(), false, parts, [new GrownStretch(0, 11.5, 0)], TestContext.Current.CancellationToken);

        Assert.Equal([("one", 0.0), ("two", 5.5)], laid.Segments.Select(segment => (segment.File, segment.Start)));
        Assert.Equal([5.5, 6.0], new GrownPlaylist(laid.Segments, 11.5).Seconds);
    }

    [Fact]
    public void A_playlist_in_which_a_segment_lasts_no_time_is_not_written()
    {
        var segments = Part("one", 0, 12).Segments(new GrownHead("one", [])).ToList();

        Assert.Throws<InvalidDataException>(() => new GrownPlaylist([segments[0], segments[0]], 12));
        Assert.Throws<InvalidDataException>(() => new GrownPlaylist(segments, 6));
    }

    // Seconds of one second each.
    private static GrownPart Part(string name, double start, int seconds) =>
        new(name, new GrownHead(name, []), [.. Enumerable.Range(0, seconds).Select(n => new GrownFragment(n, 1, start + n, 1, n + 1, start, start))], 0);
}
