using System.Text.RegularExpressions;

namespace Lectern.CaptureAgent.Inputs;

/// <summary>Reads what <c>ffmpeg -f v4l2 -list_formats all</c> says of one device. Pure.</summary>
/// <param name="IsCamera">Whether it gives pictures, as far as is known: cameras have devices beside that give none.</param>
/// <param name="Sizes">Which, the largest first; null where nobody knows.</param>
internal sealed partial record CameraFormats(bool IsCamera, string? Sizes)
{
    private const int MostSizes = 8;

    public static CameraFormats Parse(IEnumerable<string> lines)
    {
        var all = lines.ToList();
        var formats = all.Where(line => Format().IsMatch(line)).ToList();
        var isKnown = formats.Count > 0 || all.Exists(line => line.Contains("Not a video capture device", StringComparison.Ordinal) || line.Contains("Immediate exit requested", StringComparison.Ordinal));
        var sizes = formats.SelectMany(line => Size().Matches(line[line.LastIndexOf(" : ", StringComparison.Ordinal)..]))
            .Select(found => (Width: int.Parse(found.Groups[1].ValueSpan), Height: int.Parse(found.Groups[2].ValueSpan)))
            .Distinct()
            .OrderByDescending(size => size.Width * size.Height)
            .Take(MostSizes)
            .Select(size => $"{size.Width}x{size.Height}");
        return new CameraFormats(formats.Count > 0 || !isKnown, string.Join(' ', sizes) is { Length: > 0 } text ? text : null);
    }

    // [video4linux2,v4l2 @ 0x55d5] Raw       :     yuyv422 :           YUYV 4:2:2 : 640x480 1280x720
    [GeneratedRegex(@"\] (Raw|Compressed) *: .* : ")]
    private static partial Regex Format();

    // A device that scales tells a range, {48-1920, 2}x{32-1080, 2}, of which nothing is taken.
    [GeneratedRegex(@"(?<=\s)(\d{2,5})x(\d{2,5})(?=\s|$)")]
    private static partial Regex Size();
}
