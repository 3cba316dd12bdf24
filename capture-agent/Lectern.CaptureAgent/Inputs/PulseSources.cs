using System.Text.RegularExpressions;
using Lectern.Contracts.Devices;

namespace Lectern.CaptureAgent.Inputs;

/// <summary>Reads what <c>ffmpeg -sources pulse</c> says. Pure.</summary>
internal static partial class PulseSources
{
    /// <summary>What is heard; what a machine plays itself comes last, for it is seldom meant.</summary>
    public static IEnumerable<FoundInput> Parse(IEnumerable<string> lines) => lines
        .Select(line => Source().Match(line))
        .Where(found => found.Success)
        .Select(found => new FoundInput("pulse", false, found.Groups["device"].Value, found.Groups["name"].Value))
        .OrderBy(found => found.Device.EndsWith(".monitor", StringComparison.Ordinal));

    // * alsa_input.pci-0000_00_1b.0.analog-stereo [Built-in Audio Analog Stereo] (none); what stands in the last brackets came with ffmpeg 5.
    [GeneratedRegex(@"^[* ] (?<device>\S+) \[(?<name>.*?)\](?: \([\w, ]*\))?\s*$")]
    private static partial Regex Source();
}
