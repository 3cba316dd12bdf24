using System.Globalization;
using Lectern.Ffmpeg.Probing;

namespace Lectern.Transcode.Planning;

/// <summary>
/// The pictures' way from one decoder to all encoders. Every rung is scaled from the largest one, not from its neighbour: a cascade
/// saves a tenth of the time and loses 3 dB on the lowest rung.
/// </summary>
internal static class FilterGraph
{
    // To linear light, tone mapped, and back as BT.709, so that an HDR phone video is not grey and dull.
    private const string ToneMapping =
        "zscale=t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,tonemap=hable:desat=0,zscale=t=bt709:m=bt709:r=tv";

    public static string Build(TranscodePlan plan)
    {
        var video = plan.Media.Video!;
        var encoded = plan.Rungs.Where(rung => !rung.IsCopy).ToList();
        var trunk = string.Join(',', Trunk(plan, video, encoded[0]));
        if (encoded.Count == 1)
        {
            return Invariant($"[0:{video.Index}]{trunk}[v0]");
        }

        var inputs = string.Concat(encoded.Select((_, n) => Invariant($"[r{n}]")));
        var branches = encoded.Select((rung, n) => Invariant($"[r{n}]{(n == 0 ? "null" : Scale(rung))}[v{n}]"));
        return Invariant($"[0:{video.Index}]{trunk},split={encoded.Count}{inputs};{string.Join(';', branches)}");
    }

    private static IEnumerable<string> Trunk(TranscodePlan plan, VideoTrack video, Rung top)
    {
        if (video.IsInterlaced)
        {
            yield return "yadif=mode=send_frame:deint=interlaced";
        }

        if (!plan.CopiesVideo)
        {
            // From time 0, so that a picture that comes late is filled by its first frame and the sound stays with it.
            yield return Invariant($"fps={plan.FrameRate}:start_time=0");
        }

        if ((top.Width, top.Height) != (video.DisplayWidth, video.DisplayHeight) || video.PixelShape.Value != 1)
        {
            yield return Scale(top);
        }

        if (video.IsHighDynamicRange)
        {
            yield return ToneMapping;
        }

        yield return "format=yuv420p";
        yield return "setsar=1";
    }

    private static string Scale(Rung rung) => Invariant($"scale={rung.Width}:{rung.Height}:flags=bicubic,setsar=1");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
