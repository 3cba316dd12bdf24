using System.Text.RegularExpressions;

namespace Lectern.CaptureAgent.Recording;

/// <summary>How ffmpeg reads one kind of device: data, to be tested as such.</summary>
/// <param name="Name">As settings name it; a picture and a sound may share one.</param>
/// <param name="Gives">What it reads.</param>
/// <param name="Runs">Where it can.</param>
/// <param name="Input">ffmpeg's arguments up to and with the input; <c>{device}</c>, <c>{width}</c>, <c>{height}</c> and <c>{rate}</c> are put in.</param>
/// <param name="Device">What may be named as a device. ffmpeg takes some of them apart, so that not every text is harmless.</param>
internal sealed record Profile(string Name, MediaKind Gives, Platforms Runs, IReadOnlyList<string> Input, Regex Device)
{
    /// <summary>The device when settings name none; <see langword="null"/> where they must.</summary>
    public string? Default { get; init; }

    /// <summary>Filters that bring its pictures or sound into ordinary memory and time; without any: empty.</summary>
    public string Filter { get; init; } = "";

    /// <summary>Whether it gives as many pictures a second as it is asked for, and not one of the rates that its device knows.</summary>
    public bool GivesAnyRate { get; init; }

    /// <summary>What the machine needs besides ffmpeg, for people.</summary>
    public string Needs { get; init; } = "";
}
