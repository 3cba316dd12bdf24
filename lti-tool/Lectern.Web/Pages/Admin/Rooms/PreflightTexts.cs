using Lectern.Core.Capture.Alarms;
using Microsoft.Extensions.Localization;

namespace Lectern.Web.Pages.Admin.Rooms;

/// <summary>Why a room is not ready for what is booked next.</summary>
public static class PreflightTexts
{
    public static string TextOf(this IStringLocalizer<Words> say, Preflight preflight) => string.Join(' ', preflight.ReadReasons().Select(reason => say.TextOf(reason)));

    public static string TextOf(this IStringLocalizer<Words> say, PreflightReason reason) => reason.Fault switch
    {
        PreflightFault.NoDevice => say["No machine is enrolled."],
        PreflightFault.NotHeard => say["Its machine is not heard from."],
        PreflightFault.NoSources => say["There is nothing to record from."],
        PreflightFault.UnknownSource => say["The machine doesn't know {0} yet.", reason.Source],
        PreflightFault.NoSignal => say["{0} gives no signal.", reason.Source],
        PreflightFault.Silence => say["Nothing is heard from {0}.", reason.Source],
        PreflightFault.DigitalSilence => say["{0} gives no sound at all, not even noise: its cable may be out, or it is muted at the mixer.", reason.Source],
        PreflightFault.Black => say["{0} is black so far.", reason.Source],
        PreflightFault.Frozen => say["{0} doesn't move.", reason.Source],
        PreflightFault.Clipping => say["{0} is cut off at its loudest.", reason.Source],
        PreflightFault.DiskSpace => say["The disk has less room than twice what it will take."],
        PreflightFault.Clock => say["The machine's clock is off by more than a second."],
        PreflightFault.Schedule => say["The machine doesn't know the schedule as it is now."],
        PreflightFault.TwoMachines => say["Two machines speak as one: a disk was cloned."],
        PreflightFault.DiskForgets => say["The machine's disk forgets what is written to it."],
        PreflightFault.Fault => say["The machine says that it can't record."],
        _ => say["An earlier recording has not come from it yet."],
    };
}
