using Lectern.Contracts.Devices;
using Microsoft.Extensions.Localization;

namespace Lectern.Web.Pages.Admin.Rooms;

public static class SourceTexts
{
    /// <summary>Whether a source delivers, and what is odd about it while it is only looked at.</summary>
    public static string TextOf(this IStringLocalizer<Words> say, SourceStatus? status) => status switch
    {
        { State: SourceState.Recording } => say["Records"],
        { State: SourceState.Lost } => say["No signal"],
        { State: SourceState.Idle, Notes: { Count: > 0 } notes } => string.Join(", ", notes.Select(note => say.TextOf(note))),
        { State: SourceState.Idle, Notes: not null } => say["Gives a signal"],
        { State: SourceState.Idle } => say["Idle"],
        _ => say["Not known"],
    };

    private static string TextOf(this IStringLocalizer<Words> say, SourceNote note) => note switch
    {
        SourceNote.Black => say["Black"],
        SourceNote.Frozen => say["Doesn't move"],
        SourceNote.DigitalSilence => say["No sound at all"],
        _ => say["Too loud"],
    };

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
