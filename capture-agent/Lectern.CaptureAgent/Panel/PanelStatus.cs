using Lectern.CaptureAgent.Recording;
using Lectern.CaptureAgent.Status;
using Lectern.Contracts.Devices;
using Lectern.Contracts.Recordings;
using Lectern.Contracts.Schedules;

namespace Lectern.CaptureAgent.Panel;

/// <summary>What the panel in the room shows.</summary>
/// <param name="Room">The room's name; null before it has settings.</param>
/// <param name="Now">The agent's clock.</param>
/// <param name="Title">What is recorded now; null when nothing is, or nobody gave it a title.</param>
/// <param name="Recording">What is recorded now.</param>
/// <param name="Next">What is recorded next.</param>
/// <param name="Sources">Each source.</param>
/// <param name="Alarms">What is wrong.</param>
/// <param name="QueuedBytes">Recorded, and not yet verified by the tool: it is brought by itself.</param>
/// <param name="IsLookedAt">Nothing is recorded, and the sources run to be looked at.</param>
/// <param name="IsWatched">Somebody who looks after the room sees what its sources give.</param>
/// <param name="SendsPictures">Whether they see pictures, and not only how loud it is.</param>
/// <param name="Problem">Why it is not ready though no alarm rings; null where it is.</param>
internal sealed record PanelStatus(
    string? Room,
    DateTimeOffset Now,
    string? Title,
    RecordingStatus? Recording,
    ScheduledBooking? Next,
    IReadOnlyList<SourceStatus> Sources,
    IReadOnlyList<Alarm> Alarms,
    long QueuedBytes,
    bool IsLookedAt,
    bool IsWatched,
    bool SendsPictures,
    PanelProblem? Problem)
{
    public static PanelStatus Of(RecorderView view, Tool tool, long queuedBytes, DateTimeOffset now)
    {
        var current = view.Recordings.Count > 0 ? view.Recordings[0] : null;
        var next = view.Schedule?.Bookings.Where(booking => booking.Start > now).MinBy(booking => booking.Start);
        return new(view.Room, now, view.Title, current, next, view.Sources, view.Alarms, queuedBytes, view.IsLookedAt, view.IsWatched, view.SendsPictures, ProblemOf(view, tool));
    }

    private static PanelProblem? ProblemOf(RecorderView view, Tool tool) =>
        !tool.IsEnrolled ? PanelProblem.NotEnrolled
        : tool.Problem is not null ? PanelProblem.Refused
        : view.Sources.Count == 0 ? PanelProblem.NoSources
        : null;
}
