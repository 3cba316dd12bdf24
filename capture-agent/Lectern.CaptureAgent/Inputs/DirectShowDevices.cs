using System.Text.RegularExpressions;
using Lectern.Contracts.Devices;

namespace Lectern.CaptureAgent.Inputs;

/// <summary>Reads what <c>ffmpeg -f dshow -list_devices true</c> says. Pure.</summary>
internal static partial class DirectShowDevices
{
    public static IEnumerable<FoundInput> Parse(IEnumerable<string> lines)
    {
        var found = Read(lines);
        foreach (var (name, other, kinds) in found)
        {
            // Two of one name are told apart by what Windows calls them, and so is one whose name ffmpeg would take apart.
            var isClear = found.Count(one => one.Name == name) == 1 && !name.Contains(':', StringComparison.Ordinal) && !name.Contains('=', StringComparison.Ordinal);
            if (kinds.Contains("video", StringComparison.Ordinal))
            {
                yield return new FoundInput("dshow", true, isClear ? name : other, name);
            }

            if (kinds.Contains("audio", StringComparison.Ordinal))
            {
                yield return new FoundInput("dshow", false, isClear ? name : other, name);
            }
        }
    }

    private static List<(string Name, string Other, string Kinds)> Read(IEnumerable<string> lines)
    {
        var devices = new List<(string Name, string Other, string Kinds)>();
        foreach (var line in lines)
        {
            if (Device().Match(line) is { Success: true } device)
            {
                devices.Add((device.Groups["name"].Value, device.Groups["name"].Value, device.Groups["kinds"].Value));
            }
            else if (devices.Count > 0 && Alternative().Match(line) is { Success: true } other)
            {
                devices[^1] = devices[^1] with { Other = other.Groups["name"].Value };
            }
        }

        return devices;
    }

    // [dshow @ 000001f3] "Integrated Camera" (video)
    [GeneratedRegex("^\\[dshow[^]]*\\] +\"(?<name>[^\"]+)\" \\((?<kinds>[a-z, ]+)\\)\\s*$")]
    private static partial Regex Device();

    [GeneratedRegex("^\\[dshow[^]]*\\] +Alternative name \"(?<name>[^\"]+)\"\\s*$")]
    private static partial Regex Alternative();
}
