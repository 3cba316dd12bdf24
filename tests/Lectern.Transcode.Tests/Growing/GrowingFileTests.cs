using Lectern.TestSupport;
using Lectern.Transcode.Growing;
using Lectern.Transcode.Joining;
using Lectern.Transcode.Tests.Joining;

namespace Lectern.Transcode.Tests.Growing;

public sealed class GrowingFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_a_kill_left_of_file_and_journal_grows_to_the_same_bytes_wherever_it_was_cut()
    {
        var part = await Recorded.PicturesAsync(_folder.Path, "part", 6, clock: 100, size: "64x48");
        var (bytes, journal) = await GrownAsync(part, "whole");
        var path = Path.Combine(_folder.Path, "cut");

        foreach (var (data, lines) in Cuts(bytes.Length, journal.Length))
        {
            await File.WriteAllBytesAsync(path, bytes[..data], Token);
            await File.WriteAllBytesAsync(GrowingFile.JournalOf(path), journal[..lines], Token);
            var (again, notes) = await GrownAsync(part, "cut");

            Assert.True(bytes.AsSpan().SequenceEqual(again), $"Cut at {data} and {lines}.");
            Assert.True(journal.AsSpan().SequenceEqual(notes), $"Cut at {data} and {lines}.");
        }
    }

    [Fact]
    public async Task Lines_that_a_power_cut_left_as_zeros_count_for_nothing()
    {
        var part = await Recorded.PicturesAsync(_folder.Path, "part", 3, clock: 100, size: "64x48");
        var (bytes, journal) = await GrownAsync(part, "whole");
        var path = Path.Combine(_folder.Path, "cut");
        await File.WriteAllBytesAsync(path, bytes, Token);
        await File.WriteAllBytesAsync(GrowingFile.JournalOf(path), [.. journal[..(2 * GrownFragment.Size)], .. new byte[2 * GrownFragment.Size]], Token);

        var (again, _) = await GrownAsync(part, "cut");

        Assert.Equal(bytes, again);
    }

    [Fact]
    public async Task Fragment_by_fragment_it_becomes_what_it_becomes_at_once()
    {
        var part = await Recorded.ClicksAsync(_folder.Path, "part", 8, clock: 100);
        var path = Path.Combine(_folder.Path, "slowly");
        for (var count = 5; count <= part.Fragments.Count; count++)
        {
            await GrowAsync(part with { Fragments = [.. part.Fragments.Take(count)] }, path);
        }

        var (bytes, _) = await GrownAsync(part, "whole");

        Assert.Equal(bytes, await File.ReadAllBytesAsync(path, Token));
    }

    [Fact]
    public void A_sound_card_of_another_speed_is_followed_closely_for_three_hours_by_steps_nobody_hears()
    {
        var random = new Random(5);
        foreach (var rate in new[] { 1 - 1e-4, 1, 1 + 1e-4 })
        {
            var fragments = Enumerable.Range(0, 10_800)
                .Select(n => new RecordedFragment(n, 1, n, 1, 100 + rate * (n + 1) + (n % 7 == 3 ? 0.2 : 0.002 * random.NextDouble()), Recorded.Wall)).ToList();
            var clock = RunningClock.Of(fragments);
            var (worst, largest) = (0.0, 0.0);
            foreach (var fragment in fragments)
            {
                var before = clock;
                clock = clock.After(fragment);
                worst = Math.Max(worst, Math.Abs(fragment.Time + clock.Shift - (100 + rate * fragment.Time)));
                largest = Math.Max(largest, Math.Abs(clock.Shift - before.Shift));
            }

            Assert.InRange(worst, 0, 0.025);
            Assert.InRange(largest, 0, 0.011);
        }
    }

    // Every byte around the lines and fragments that were last, and many between.
    private static IEnumerable<(int Data, int Lines)> Cuts(int data, int lines)
    {
        for (var n = 0; n <= lines; n += n < 2 * GrownFragment.Size || n > lines - GrownFragment.Size ? 1 : 11)
        {
            yield return (data, n);
        }

        for (var n = 0; n < data; n += Math.Max(1, data / 60))
        {
            yield return (n, lines);
        }
    }

    private async Task<(byte[] Bytes, byte[] Journal)> GrownAsync(RecordedPart part, string name)
    {
        var path = Path.Combine(_folder.Path, name);
        await GrowAsync(part, path);
        return (await File.ReadAllBytesAsync(path, Token), await File.ReadAllBytesAsync(GrowingFile.JournalOf(path), Token));
    }

    private static async Task GrowAsync(RecordedPart part, string path)
    {
        await using var bytes = File.OpenRead(part.Path);
        using var file = GrowingFile.Open(path);
        await file.AppendAsync(bytes, part.HeadLength, part.Fragments, Token);
    }
}
