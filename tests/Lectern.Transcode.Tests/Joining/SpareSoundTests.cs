using Lectern.TestSupport;
using Lectern.Transcode.Joining;

namespace Lectern.Transcode.Tests.Joining;

/// <summary>A room with two microphones, of which the spare one began 0.3 s after the other: its clicks tell whose they are.</summary>
public sealed class SpareSoundTests : IDisposable
{
    private const double Late = 0.3;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task While_the_main_microphone_is_silent_the_spare_one_is_heard_and_then_the_main_one_again()
    {
        var main = Usual(await Recorded.ClicksAsync(_folder.Path, "main", 60, 100, silentFrom: 10.5, silentTo: 40.5));
        var spare = Spare(await Recorded.ClicksAsync(_folder.Path, "spare", 60, 100 + Late));

        var (stretches, file) = await JoinAsync(main, spare);

        var stretch = Assert.Single(stretches);
        Assert.InRange(stretch.Start, 10.0, 10.25);
        Assert.InRange(stretch.End, 40.9, 41.1);
        await AssertClicksAsync([.. Each(0, 10), .. Each(10, 40, Late), .. Each(41, 59)], file);
        // Both are kept as they came, behind what is heard.
        await AssertClicksAsync([.. Each(0, 10), .. Each(41, 59)], file, 1);
        await AssertClicksAsync(Each(0, 59, Late), file, 2);
        Assert.Equal([true, false, false], (await Machine.ProbeAsync(file)).Audios.Select(sound => sound.IsDefault));
    }

    [Fact]
    public async Task Where_the_main_sound_has_no_part_the_spare_one_fills_it_also_before_it_began_and_after_it_broke_off()
    {
        var main = Usual(await Recorded.ClicksAsync(_folder.Path, "main-1", 4, 102.5), await Recorded.ClicksAsync(_folder.Path, "main-2", 4, 109.5));
        var spare = Spare(await Recorded.ClicksAsync(_folder.Path, "spare", 16, 100));

        var (stretches, file) = await JoinAsync(main, spare);

        Assert.Equal([(0, 2.5), (6.5, 9.5), (13.5, 16)], stretches.Select(stretch => (Math.Round(stretch.Start, 1), Math.Round(stretch.End, 1))));
        await AssertClicksAsync([0, 1, 2, .. Each(2, 5, 0.5), 7, 8, 9, .. Each(9, 12, 0.5), 14, 15], file);
    }

    [Fact]
    public async Task A_spare_microphone_whose_clock_runs_fast_is_heard_at_its_own_time()
    {
        const double Rate = 1 - 9e-4;
        var main = Usual(await Recorded.ClicksAsync(_folder.Path, "main", 400, 100, silentFrom: 250.5, silentTo: 380.5));
        var spare = Spare(await Recorded.ClicksAsync(_folder.Path, "spare", 400, 100 + Late, Rate));

        var (_, file) = await JoinAsync(main, spare);

        var heard = Enumerable.Range(0, 400).Select(n => n * Rate + Late).Where(at => at is > 250.2 and < 380.95);
        await AssertClicksAsync([.. Each(0, 250), .. heard, .. Each(381, 399)], file);
    }

    [Fact]
    public async Task A_room_without_its_main_sound_is_heard_through_the_spare_one()
    {
        var (stretches, file) = await JoinAsync(Spare(await Recorded.ClicksAsync(_folder.Path, "spare", 5, 100)));

        Assert.Equal([(0, 5)], stretches.Select(stretch => (Math.Round(stretch.Start, 1), Math.Round(stretch.End, 1))));
        await AssertClicksAsync(Each(0, 4), file);
    }

    [Fact]
    public async Task Without_a_spare_microphone_silence_is_silence()
    {
        var (stretches, file) = await JoinAsync(Usual(await Recorded.ClicksAsync(_folder.Path, "main", 30, 100, silentFrom: 2.5, silentTo: 28.5)));

        Assert.Empty(stretches);
        await AssertClicksAsync([0, 1, 2, 29], file);
    }

    [Fact]
    public async Task Where_both_are_silent_or_the_main_one_only_for_a_moment_nothing_is_made_of_them()
    {
        var main = Usual(await Recorded.ClicksAsync(_folder.Path, "main", 60, 100, silentFrom: 2.5, silentTo: 30.5));
        var spare = Spare(await Recorded.ClicksAsync(_folder.Path, "spare", 60, 100 + Late, silentFrom: 1.5, silentTo: 32.5));
        var brief = Usual(await Recorded.ClicksAsync(_folder.Path, "brief", 60, 100, silentFrom: 40.5, silentTo: 58.5));

        var (silent, file) = await JoinAsync(main, spare);
        var (passing, _) = await JoinAsync(brief, spare);

        Assert.Empty(silent);
        Assert.Empty(passing);
        Assert.Equal(2, (await Machine.ProbeAsync(file)).Audios.Count);
    }

    private static RecordedTrack Usual(params RecordedPart[] parts) => new("sound", true, parts);

    private static RecordedTrack Spare(params RecordedPart[] parts) => new("spare", true, parts, IsSpare: true);

    private static double[] Each(int first, int last, double late = 0) => [.. Enumerable.Range(first, last - first + 1).Select(n => n + late)];

    private async Task<(IReadOnlyList<TimeSpanInSeconds> Stretches, string File)> JoinAsync(params RecordedTrack[] tracks)
    {
        var file = Path.Combine(_folder.Path, "joined.mp4");
        return (await new Joiner(Machine.Tool).RunAsync(JoinPlan.Of(tracks), _folder.Path, file, null, TestContext.Current.CancellationToken), file);
    }

    private static async Task AssertClicksAsync(double[] expected, string file, int stream = 0)
    {
        var found = await Recorded.ClicksOfAsync(file, stream, apart: 0.2);
        Assert.Equal(expected.Length, found.Count);
        Assert.All(expected.Zip(found), pair => Assert.InRange(pair.Second, pair.First - 0.04, pair.First + 0.04));
    }
}
