using Lectern.TestSupport;
using Lectern.Transcode.Joining;

namespace Lectern.Transcode.Tests.Joining;

public sealed class JoinTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Tracks_that_began_one_after_the_other_play_at_their_own_times()
    {
        var slides = Pictures(await Recorded.PicturesAsync(_folder.Path, "slides", 6, clock: 500));
        var camera = new RecordedTrack("camera", false, [await Recorded.PicturesAsync(_folder.Path, "camera", 5, clock: 501, size: "80x60")]);
        var sound = Sound(await Recorded.ClicksAsync(_folder.Path, "sound", 5, clock: 500.5));

        var (plan, file) = await JoinAsync(slides, camera, sound);

        var media = await Machine.ProbeAsync(file);
        Assert.Equal([(160, true), (80, false)], media.Videos.Select(video => (video.Width, video.IsDefault)));
        // Players take the first picture for 0, so the camera's first stands until it began.
        Assert.All(media.Videos, video => Assert.Equal(TimeSpan.Zero, video.StartTime));
        Assert.InRange(media.Duration!.Value.TotalSeconds, 5.9, 6.1);
        Assert.Empty(plan.Gaps);
        AssertNear([0.5, 1.5, 2.5, 3.5, 4.5], await Recorded.ClicksOfAsync(file));
    }

    [Fact]
    public async Task An_interruption_stands_in_the_plan_and_what_follows_it_in_its_place()
    {
        var slides = Pictures(await Recorded.PicturesAsync(_folder.Path, "slides-1", 4, clock: 100), await Recorded.PicturesAsync(_folder.Path, "slides-2", 4, clock: 110));
        var sound = Sound(await Recorded.ClicksAsync(_folder.Path, "sound-1", 4, clock: 100), await Recorded.ClicksAsync(_folder.Path, "sound-2", 4, clock: 110));

        var (plan, file) = await JoinAsync(slides, sound);

        var gap = Assert.Single(plan.Gaps);
        Assert.InRange(gap.Start, 3.9, 4.1);
        Assert.InRange(gap.End, 9.9, 10.1);
        AssertNear([0, 1, 2, 3, 10, 11, 12, 13], await Recorded.ClicksOfAsync(file));
        Assert.InRange((await Machine.ProbeAsync(file)).Duration!.Value.TotalSeconds, 13.9, 14.1);
    }

    [Fact]
    public async Task A_pause_is_left_out_and_a_loss_beside_it_is_not()
    {
        var parts = new List<RecordedPart>();
        foreach (var (n, clock) in new[] { (1, 100.0), (2, 110.0), (3, 130.0) })
        {
            parts.Add(await Recorded.ClicksAsync(_folder.Path, $"sound-{n}", 3, clock));
        }

        var plan = JoinPlan.Of([Sound([.. parts])], (Recorded.Wall.AddSeconds(113), Recorded.Wall.AddSeconds(130)));

        Assert.Equal([0, 10, 13], plan.Tracks[0].Parts.Select(part => Math.Round(part.Start, 1)));
        Assert.Equal([(3, 10)], plan.Gaps.Select(gap => (Math.Round(gap.Start, 1), Math.Round(gap.End, 1))));
    }

    [Fact]
    public async Task After_a_power_cut_the_wall_clock_says_how_long_it_was()
    {
        var slides = Pictures(
            await Recorded.PicturesAsync(_folder.Path, "slides-1", 3, clock: 5000),
            await Recorded.PicturesAsync(_folder.Path, "slides-2", 3, clock: 20, boot: "next", wallAhead: 5000));

        var (plan, _) = await JoinAsync(slides);

        var gap = Assert.Single(plan.Gaps);
        Assert.InRange(gap.End - gap.Start, 16.9, 17.1);
    }

    [Fact]
    public async Task A_machine_that_slept_leaves_a_gap_as_long_as_its_sleep_and_keeps_its_tracks_together()
    {
        // The monotonic clock stood still: 4 s of it passed around half an hour.
        var slides = Pictures(
            await Recorded.PicturesAsync(_folder.Path, "slides-1", 3, clock: 5000, boot: "boot"),
            await Recorded.PicturesAsync(_folder.Path, "slides-2", 3, clock: 5004, boot: "boot-1800", wallAhead: 1800));
        var sound = Sound(
            await Recorded.ClicksAsync(_folder.Path, "sound-1", 3, clock: 5000, boot: "boot"),
            await Recorded.ClicksAsync(_folder.Path, "sound-2", 2, clock: 5005, boot: "boot-1800", wallAhead: 1800));

        var plan = JoinPlan.Of([slides, sound]);

        var gap = Assert.Single(plan.Gaps);
        Assert.Equal((3, 1804), (Math.Round(gap.Start, 1), Math.Round(gap.End, 1)));
        Assert.Equal([1804, 1805], plan.Tracks.Select(track => Math.Round(track.Parts[1].Start, 1)));
    }

    [Fact]
    public async Task A_machine_that_came_up_with_an_old_clock_keeps_its_tracks_together()
    {
        // Stamped half an hour before it went off, for it has no clock of its own.
        var slides = Pictures(
            await Recorded.PicturesAsync(_folder.Path, "slides-1", 3, clock: 5000),
            await Recorded.PicturesAsync(_folder.Path, "slides-2", 3, clock: 20, boot: "next", wallAhead: 3200));
        var sound = Sound(
            await Recorded.ClicksAsync(_folder.Path, "sound-1", 4, clock: 5000),
            await Recorded.ClicksAsync(_folder.Path, "sound-2", 3, clock: 20, boot: "next", wallAhead: 3200));

        var plan = JoinPlan.Of([slides, sound]);

        var starts = plan.Tracks.Select(track => track.Parts[1].Start).ToList();
        Assert.InRange(starts[0], 3.9, 4.3);
        Assert.InRange(starts[1] - starts[0], -0.05, 0.05);
    }

    [Theory]
    [InlineData(60, 60)]
    [InlineData(-3600, 10)]
    public void A_track_that_began_after_a_reboot_is_laid_after_what_another_recorded_before(double wall, double expected)
    {
        var (before, after) = (Part("a", 100, 0), Part("b", 20, wall));

        var plan = JoinPlan.Of([Pictures(after), Sound(before, after)]);

        Assert.Equal([expected], plan.Tracks[0].Parts.Select(part => Math.Round(part.Start, 3)));
        Assert.Equal([0, expected], plan.Tracks[1].Parts.Select(part => Math.Round(part.Start, 3)));
    }

    [Fact]
    public void A_track_that_recorded_nothing_between_two_reboots_is_laid_around_what_another_did()
    {
        var (first, second, third) = (Part("a", 100, 0), Part("b", 20, 60), Part("c", 10, 120));

        var plan = JoinPlan.Of([Pictures(first, third), Sound(first, second, third)]);

        Assert.Equal([0, 120], plan.Tracks[0].Parts.Select(part => Math.Round(part.Start, 3)));
        Assert.Equal([0, 60, 120], plan.Tracks[1].Parts.Select(part => Math.Round(part.Start, 3)));
    }

    [Fact]
    public async Task A_camera_that_was_away_leaves_the_others_alone()
    {
        var slides = Pictures(await Recorded.PicturesAsync(_folder.Path, "slides", 9, clock: 100));
        var camera = new RecordedTrack("camera", false, [await Recorded.PicturesAsync(_folder.Path, "camera-1", 2, clock: 100), await Recorded.PicturesAsync(_folder.Path, "camera-2", 2, clock: 106)]);

        var (plan, file) = await JoinAsync(slides, camera);

        Assert.Empty(plan.Gaps);
        Assert.InRange((await Machine.ProbeAsync(file)).Duration!.Value.TotalSeconds, 8.9, 9.1);
    }

    [Fact]
    public async Task A_camera_that_came_back_in_another_size_is_seen_in_its_first()
    {
        var slides = Pictures(await Recorded.PicturesAsync(_folder.Path, "slides-1", 2, clock: 100), await Recorded.PicturesAsync(_folder.Path, "slides-2", 2, clock: 103, size: "240x120"));

        var (_, file) = await JoinAsync(slides);

        var media = await Machine.ProbeAsync(file);
        Assert.Equal((160, 90), (media.Video!.Width, media.Video.Height));
        Assert.InRange(media.Duration!.Value.TotalSeconds, 4.9, 5.1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_sound_card_that_is_fast_ends_where_the_pictures_end_and_would_not_uncorrected(bool corrected)
    {
        // 100 parts in a million over three hours, and the same second or so over less where time is short.
        var hours = Environment.GetEnvironmentVariable("LECTERN_LONG") == "1" ? 3.0 : 0.1;
        var (seconds, rate) = (hours * 3600, 1 - Math.Min(1e-4 * 3 / hours, 9e-4));
        var part = await Recorded.ClicksAsync(_folder.Path, "sound", seconds, clock: 100, rate);
        if (!corrected)
        {
            part = part with { Fragments = [.. part.Fragments.Select(fragment => fragment with { Clock = 100 + fragment.Time + fragment.Duration })] };
        }

        var (_, file) = await JoinAsync(Sound(part));

        // A click is recorded each second of a clock that runs fast: the last one is really earlier than it says.
        var clicks = await Recorded.ClicksOfAsync(file);
        var (expected, last) = (Math.Floor(seconds - 0.5) * rate, clicks[^1]);
        TestContext.Current.SendDiagnosticMessage($"the last click is {(last - expected) * 1000:f1} ms off after {hours} h");
        Assert.Equal(corrected, Math.Abs(last - expected) < 0.040);
    }

    // Ten seconds.
    private static RecordedPart Part(string boot, double clock, double wall) => new("", boot, 1, [new RecordedFragment(1, 1, 0, 10, clock + 10, Recorded.Wall.AddSeconds(wall + 10))]);

    private static RecordedTrack Pictures(params RecordedPart[] parts) => new("slides", false, parts);

    private static RecordedTrack Sound(params RecordedPart[] parts) => new("sound", true, parts);

    private async Task<(JoinPlan Plan, string File)> JoinAsync(params RecordedTrack[] tracks)
    {
        var plan = JoinPlan.Of(tracks);
        var file = Path.Combine(_folder.Path, "joined.mp4");
        await new Joiner(Machine.Tool).RunAsync(plan, _folder.Path, file, null, TestContext.Current.CancellationToken);
        return (plan, file);
    }

    private static void AssertNear(double[] expected, IReadOnlyList<double> found)
    {
        Assert.Equal(expected.Length, found.Count);
        Assert.All(expected.Zip(found), pair => Assert.InRange(pair.Second, pair.First - 0.03, pair.First + 0.03));
    }
}
