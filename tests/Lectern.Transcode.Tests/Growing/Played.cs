using System.Globalization;
using System.Text;
using Lectern.Ffmpeg.Children;
using Lectern.Transcode.Tests.Joining;

namespace Lectern.Transcode.Tests.Growing;

/// <summary>A media playlist as a player takes it: where it names a discontinuity, the media's own clock goes on from where the playlist stands.</summary>
internal static class Played
{
    /// <summary>When each picture is shown.</summary>
    public static Task<IReadOnlyList<double>> PicturesAsync(string playlist) => TimesAsync(playlist, async file =>
    {
        var times = await TimesOfAsync(file, "v:0");
        return [.. times.Select(time => time - times[0])];
    });

    /// <summary>When each click is heard.</summary>
    public static Task<IReadOnlyList<double>> ClicksAsync(string playlist) => TimesAsync(playlist, file => Recorded.ClicksOfAsync(file));

    /// <summary>The times of a file's pictures or frames of sound.</summary>
    public static async Task<IReadOnlyList<double>> TimesOfAsync(string file, string stream)
    {
        using var output = new MemoryStream();
        var command = Machine.Tool.Ffprobe(["-v", "error", "-select_streams", stream, "-show_entries", "frame=pts_time", "-of", "csv=p=0", file]);
        await Machine.Tool.Runner.RunAsync(command, new ChildPipes { Output = output }, TestContext.Current.CancellationToken);
        var text = Encoding.ASCII.GetString(output.ToArray());
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => double.Parse(line.Trim(','), CultureInfo.InvariantCulture))];
    }

    private static async Task<IReadOnlyList<double>> TimesAsync(string playlist, Func<string, Task<IReadOnlyList<double>>> timesOf)
    {
        var times = new List<double>();
        foreach (var (start, bytes) in Stretches(playlist))
        {
            var file = playlist + ".stretch";
            await File.WriteAllBytesAsync(file, bytes);
            times.AddRange((await timesOf(file)).Select(time => start + time));
        }

        return times;
    }

    private static List<(double Start, byte[] Bytes)> Stretches(string playlist)
    {
        var stretches = new List<(double Start, List<byte> Bytes)> { (0, []) };
        var (at, range) = (0.0, "");
        byte[] head = [];
        foreach (var line in File.ReadAllLines(playlist))
        {
            if (line.StartsWith("#EXT-X-MAP", StringComparison.Ordinal))
            {
                head = Bytes(playlist, line.Split('"')[1], line.Split('"')[3]);
            }
            else if (line == "#EXT-X-DISCONTINUITY")
            {
                stretches.Add((at, []));
            }
            else if (line.StartsWith("#EXTINF:", StringComparison.Ordinal))
            {
                at += double.Parse(line[8..^1], CultureInfo.InvariantCulture);
            }
            else if (line.StartsWith("#EXT-X-BYTERANGE:", StringComparison.Ordinal))
            {
                range = line[17..];
            }
            else if (line[0] != '#')
            {
                stretches[^1].Bytes.AddRange([.. stretches[^1].Bytes.Count == 0 ? head : [], .. Bytes(playlist, line, range)]);
            }
        }

        return [.. stretches.Select(stretch => (stretch.Start, stretch.Bytes.ToArray()))];
    }

    private static byte[] Bytes(string playlist, string name, string range)
    {
        var (length, offset) = (int.Parse(range.Split('@')[0], CultureInfo.InvariantCulture), int.Parse(range.Split('@')[1], CultureInfo.InvariantCulture));
        return File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(playlist)!, name))[offset..(offset + length)];
    }
}
