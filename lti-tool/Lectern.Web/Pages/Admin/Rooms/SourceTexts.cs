using Lectern.Contracts.Devices;
using Microsoft.Extensions.Localization;

namespace Lectern.Web.Pages.Admin.Rooms;

public static class SourceTexts
{
    /// <summary>The agent's own names of what it can read.</summary>
    public static readonly IReadOnlyList<string> Profiles = ["alsa", "ddagrab", "dshow", "gdigrab", "kms", "pulse", "rtsp", "test", "v4l2", "x11"];

    public static string NameOf(this IStringLocalizer<Words> say, SourceRole role) => role switch
    {
        SourceRole.Slides => say["Slides"],
        SourceRole.Presenter => say["Presenter"],
        SourceRole.Sound => say["Sound"],
        _ => say["Spare sound"],
    };
}
