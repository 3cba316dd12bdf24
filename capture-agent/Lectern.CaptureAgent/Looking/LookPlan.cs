using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Lectern.CaptureAgent.Recording;
using Lectern.CaptureAgent.Signals;
using Lectern.Contracts.Devices;

namespace Lectern.CaptureAgent.Looking;

/// <summary>
/// ffmpeg's arguments for looking at a source that is not recorded: the device is opened as it would be for a recording, and a second of it becomes a small picture or a level. Nothing is encoded
/// besides. Pure.
/// </summary>
internal static class LookPlan
{
    // Picked before anything is done to it. A screen that is asked for one a second gives it a little early now and then.
    private const string OneASecond = @"select='isnan(prev_selected_t)+gte(t-prev_selected_t\,0.95)'";
    private const int Width = 320;

    public static bool TryMake(SourceSettings settings, Platforms here, [NotNullWhen(true)] out IReadOnlyList<string>? arguments, [NotNullWhen(false)] out string? problem)
    {
        var found = Profiles.Find(settings, here);
        arguments = SourceInput.TryMake(settings, here, found is { GivesAnyRate: true } ? 1 : settings.FrameRate, out var input, out problem) ? Make(input, settings) : null;
        return arguments is not null;
    }

    private static IReadOnlyList<string> Make(SourceInput input, SourceSettings settings) =>
    [
        "-hide_banner", "-nostdin", "-nostats", "-loglevel", "warning", "-threads", "1", .. Smaller(input, settings),
        .. input.Arguments,
        .. input.Profile.Gives == MediaKind.Picture
            ? (string[])["-map", "0:v:0", "-vf", input.Filtered($"{OneASecond},{CheckPlan.Picture}"), .. CheckPlan.Jpegs]
            : ["-map", "0:a:0", "-af", input.Filtered(CheckPlan.Sound), "-f", "null", "-"],
    ];

    // A camera gives all its pictures, mostly as JPEGs, and those are decoded at a fraction of their size for a fraction of the work. What can't be says so, and is decoded whole.
    private static IReadOnlyList<string> Smaller(SourceInput input, SourceSettings settings)
    {
        var halvings = Enumerable.Range(0, 4).Last(halvings => halvings == 0 || settings.Width >> halvings >= Width);
        return input.Profile is { Gives: MediaKind.Picture, GivesAnyRate: false } && halvings > 0 ? ["-lowres", halvings.ToString(CultureInfo.InvariantCulture)] : [];
    }
}
