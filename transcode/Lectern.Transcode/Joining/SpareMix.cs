using System.Globalization;

namespace Lectern.Transcode.Joining;

/// <summary>The sound that is heard: the main one, and where that gives nothing the spare one.</summary>
/// <param name="Main">Its place among the tracks.</param>
/// <param name="Spare">The other's.</param>
/// <param name="Channels">As many as the main one has, two at most.</param>
/// <param name="Stretches">Where the spare one is heard, in order; never empty.</param>
internal sealed record SpareMix(int Main, int Spare, int Channels, IReadOnlyList<TimeSpanInSeconds> Stretches)
{
    // Seconds in which the spare one comes and goes, within its stretch: the main one's first word is heard alone.
    private const double Fade = 0.05;

    // More would not fit into a command, and of two days of lectures that is each three minutes one.
    private const int Most = 1000;

    /// <summary>ffmpeg's filters, whose output is called <paramref name="name"/>. The main sound needs no fading: it can't be heard there.</summary>
    /// <param name="main">What gives the main sound on the recording's clock.</param>
    /// <param name="spare">What gives the other.</param>
    /// <param name="name">The output's.</param>
    public string Graph(string main, string spare, string name)
    {
        var form = $"aformat=sample_fmts=fltp:sample_rates=48000:channel_layouts={(Channels == 1 ? "mono" : "stereo")}";
        var heard = Stretches.OrderByDescending(stretch => stretch.End - stretch.Start).Take(Most).OrderBy(stretch => stretch.Start).ToList();
        return $"{main},{form}[main];{spare},{form},asetnsamples=n=256:p=0,volume=eval=frame:volume='{Volume(heard, 0, heard.Count)}'[spare];[main][spare]amix=inputs=2:duration=longest:normalize=0[{name}]";
    }

    // Halved again and again, for it is looked up two hundred times a second.
    private static string Volume(IReadOnlyList<TimeSpanInSeconds> stretches, int from, int to)
    {
        if (to - from == 1)
        {
            var (start, end) = (stretches[from].Start, stretches[from].End);
            return string.Create(CultureInfo.InvariantCulture, $"clip(min(t-{start:f3},{end:f3}-t)/{Fade},0,1)");
        }

        var middle = (from + to) / 2;
        return string.Create(CultureInfo.InvariantCulture, $"if(lt(t,{stretches[middle].Start:f3}),{Volume(stretches, from, middle)},{Volume(stretches, middle, to)})");
    }
}
