using System.Globalization;
using Lectern.CaptureAgent.Spool;
using Lectern.Ffmpeg.Children;

namespace Lectern.CaptureAgent.Tests.Support;

/// <summary>Plays what was recorded, as far as it is durable.</summary>
internal static class Media
{
    /// <summary>Decodes every frame of a part and gives their times; a fault in any of them fails.</summary>
    public static async Task<IReadOnlyList<double>> FramesAsync(SpooledPart part)
    {
        using var durable = new MemoryStream();
        await using (var media = part.OpenRead())
        {
            var bytes = new byte[part.Mark.Length];
            await media.ReadExactlyAsync(bytes);
            durable.Write(bytes);
            durable.Position = 0;
        }

        var times = new List<double>();
        var faults = new List<string>();
        string[] arguments = ["-v", "error", "-err_detect", "explode", "-f", "mov", "-i", "pipe:0", "-show_entries", "frame=pts_time", "-of", "csv=p=0"];
        await new ChildRunner().RunAsync(
            new ChildCommand("ffprobe", arguments),
            new ChildPipes { Input = durable, OnErrorLine = faults.Add, OnOutputLine = line => times.Add(double.Parse(line.TrimEnd(','), CultureInfo.InvariantCulture)) });
        Assert.Empty(faults);
        return times;
    }
}
