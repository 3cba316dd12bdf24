using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Pages;

/// <summary>What a framed tool may use: Moodle's list, for the origin of the tool's registered address.</summary>
internal static class FrameRights
{
    private static readonly string[] Names = ["microphone", "camera", "geolocation", "midi", "encrypted-media", "autoplay"];

    public static string Of(Tool tool)
    {
        var origin = Uri.TryCreate(tool.TargetLinkUri, UriKind.Absolute, out var url) ? url.GetLeftPart(UriPartial.Authority) : "'src'";
        return string.Join("; ", Names.Select(name => $"{name} {origin}"));
    }
}
