using Lectern.TestSupport;
using Lectern.Transcode.Growing;
using Lectern.Transcode.Joining;
using Lectern.Transcode.Tests.Joining;

namespace Lectern.Transcode.Tests.Growing;

public sealed class GrownStreamTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Parts_around_a_restart_a_pause_and_a_reboot_play_when_they_do_once_they_are_joined()
    {
        var (pictures, sound) = (new List<RecordedPart>(), new List<RecordedPart>());
        foreach (var (clock, boot, ahead) in new[] { (10.0, "a", 0.0), (14.0, "a", 0.0), (26.0, "a", 0.0), (5.0, "b", 30.0) })
        {
            pictures.Add(await Recorded.PicturesAsync(_folder.Path, $"pictures-{pictures.Count}", 2, clock + 0.3, "64x48", boot, ahead));
            sound.Add(await Recorded.ClicksAsync(_folder.Path, $"sound-{sound.Count}", 2, clock, 1, boot, ahead));
        }

        RecordedTrack[] tracks = [new("slides", false, pictures), new("sound", true, sound)];
        var plan = JoinPlan.Of(tracks, (Recorded.Wall.AddSeconds(17), Recorded.Wall.AddSeconds(25)));
        var joined = await JoinAsync(plan);

        var grown = await GrowAsync(plan);

        var playlist = await File.ReadAllTextAsync(Path.Combine(_folder.Path, "video/index.m3u8"), Token);
        Assert.Equal(2, playlist.Split("#EXT-X-DISCONTINUITY").Length - 1);
        Assert.Single(playlist.Split('\n'), line => line.StartsWith("#EXT-X-MAP", StringComparison.Ordinal));
        Assert.Equal((64, 48, 1), (grown.Videos[0].Width, grown.Videos[0].Height, grown.Audio!.Channels));
        Assert.Equal(plan.Duration, grown.Duration.TotalSeconds, 0.1);
        // The joined video shows its first second at once.
        var (seen, shown) = (await Played.TimesOfAsync(joined, "v:0"), await Played.PicturesAsync(Path.Combine(_folder.Path, "video/index.m3u8")));
        Assert.DoesNotContain(seen, time => time > 1 && shown.Min(other => Math.Abs(other - time)) > 0.03);
        var (heard, sounds) = (await Recorded.ClicksOfAsync(joined), await Played.ClicksAsync(Path.Combine(_folder.Path, "audio/index.m3u8")));
        Assert.Equal(heard.Count, sounds.Count);
        Assert.All(heard.Zip(sounds), pair => Assert.Equal(pair.First, pair.Second, 0.03));
    }

    private async Task<string> JoinAsync(JoinPlan plan)
    {
        var file = Path.Combine(_folder.Path, "joined.mp4");
        await new Joiner(Machine.Tool).RunAsync(plan, _folder.Path, file, null, Token);
        return file;
    }

    private async Task<Transcoded> GrowAsync(JoinPlan plan)
    {
        foreach (var part in plan.Tracks.SelectMany(track => track.Parts).Select(part => part.Part))
        {
            await using var bytes = File.OpenRead(part.Path);
            using var file = GrowingFile.Open(part.Path + ".grown");
            await file.AppendAsync(bytes, part.HeadLength, part.Fragments, Token);
        }

        var stream = new GrownStream(plan.Tracks, part => part.Path + ".grown", (from, to) => File.Copy(from, to));
        return await stream.WriteAsync(_folder.Path, plan.Tracks.FirstOrDefault(track => !track.Track.IsSound), plan.Tracks.FirstOrDefault(track => track.Track.IsSound), Token);
    }
}
