using System.Text.RegularExpressions;
using Lectern.Contracts.Devices;

namespace Lectern.CaptureAgent.Inputs;

/// <summary>What Linux says by itself that a machine has. Nothing is opened.</summary>
internal sealed partial class LinuxInputs(InputFolders folders)
{
    /// <summary>Screens that X servers show.</summary>
    public IEnumerable<FoundInput> Screens() => Names(folders.Screens, "X*")
        .Where(name => Numbered().IsMatch(name))
        .Select(name => new FoundInput("x11", true, $":{name[1..]}.0", $"X screen :{name[1..]}"));

    /// <summary>Graphics cards, beneath any desktop, with the connectors that a monitor or projector is on.</summary>
    public IEnumerable<FoundInput> Cards() => Names(Path.Combine(folders.Devices, "dri"), "card*")
        .Select(name => new FoundInput("kms", true, $"/dev/dri/{name}", Connected(name) is { Length: > 0 } connected ? connected : "no monitor"));

    /// <summary>What may be a camera or a grabber.</summary>
    public IEnumerable<FoundInput> Cameras() => Names(folders.Devices, "video*")
        .Where(name => Numbered().IsMatch(name))
        .Select(name => new FoundInput("v4l2", true, $"/dev/{name}", Read(Path.Combine(folders.Classes, "video4linux", name, "name")) is { Length: > 0 } told ? told : name));

    public IEnumerable<FoundInput> Microphones() => AlsaCards.Parse(Read(Path.Combine(folders.Sound, "cards")), Read(Path.Combine(folders.Sound, "pcm")));

    private string Connected(string card) => string.Join(", ", Names(Path.Combine(folders.Classes, "drm"), $"{card}-*")
        .Where(name => Read(Path.Combine(folders.Classes, "drm", name, "status")) == "connected")
        .Select(name => name[(card.Length + 1)..]));

    private static IEnumerable<string> Names(string folder, string pattern)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(folder, pattern).Select(path => Path.GetFileName(path)!).OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal)];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // What is not there, or was pulled out while we looked, says nothing.
    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim('\n');
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    [GeneratedRegex(@"^\D+\d{1,3}\z")]
    private static partial Regex Numbered();
}
