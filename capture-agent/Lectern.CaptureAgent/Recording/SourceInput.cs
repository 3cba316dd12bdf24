using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Lectern.Contracts.Devices;

namespace Lectern.CaptureAgent.Recording;

/// <summary>How ffmpeg reads a source, whatever is made of it: what can be looked at can be recorded. Pure.</summary>
/// <param name="Profile">What it is.</param>
/// <param name="Arguments">ffmpeg's, up to and with the input.</param>
internal sealed record SourceInput(Profile Profile, IReadOnlyList<string> Arguments)
{
    /// <summary>The filters that its pictures or sound need, and then these.</summary>
    public string Filtered(string then) => Profile.Filter.Length == 0 ? then : $"{Profile.Filter},{then}";

    /// <summary>The input, or why there is none.</summary>
    /// <param name="settings">What is wanted.</param>
    /// <param name="here">Where it runs.</param>
    /// <param name="rate">Pictures a second that are asked for.</param>
    /// <param name="input">How it is read.</param>
    /// <param name="problem">Why not.</param>
    public static bool TryMake(SourceSettings settings, Platforms here, int rate, [NotNullWhen(true)] out SourceInput? input, [NotNullWhen(false)] out string? problem)
    {
        input = null;
        var found = Profiles.Find(settings, here);
        problem = found switch
        {
            null => $"This machine has no profile {settings.Profile} for {settings.Role}.",
            { } profile when Device(profile, settings) is not { } device => $"The profile {profile.Name} wants a device.",
            { } profile when !profile.Device.IsMatch(Device(profile, settings)!) => $"The profile {profile.Name} knows no such device as {settings.Device}.",
            { } profile when profile.Gives == MediaKind.Picture && !IsUsable(settings) => "The picture's size or rate is none that can be recorded.",
            _ => null,
        };
        if (problem is not null)
        {
            return false;
        }

        input = new SourceInput(found!, [.. found!.Input.Select(part => Fill(part, found, settings, rate))]);
        return true;
    }

    private static string Fill(string part, Profile profile, SourceSettings settings, int rate) => part
        .Replace("{width}", Invariant($"{settings.Width}"), StringComparison.Ordinal)
        .Replace("{height}", Invariant($"{settings.Height}"), StringComparison.Ordinal)
        .Replace("{rate}", Invariant($"{rate}"), StringComparison.Ordinal)
        .Replace("{device}", Device(profile, settings)!, StringComparison.Ordinal);

    private static string? Device(Profile profile, SourceSettings settings) => settings.Device ?? profile.Default;

    private static bool IsUsable(SourceSettings settings) =>
        settings.Width is >= 64 and <= 7680 && settings.Height is >= 64 and <= 4320 && settings.Width % 2 == 0 && settings.Height % 2 == 0 && settings.FrameRate is >= 1 and <= 60;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
