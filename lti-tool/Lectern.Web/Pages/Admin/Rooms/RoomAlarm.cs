using Lectern.Contracts.Devices;
using Lectern.Core.Capture.Alarms;
using Microsoft.Extensions.Localization;

namespace Lectern.Web.Pages.Admin.Rooms;

/// <summary>Something to look at in a room: what it is, and what still works.</summary>
/// <param name="IsBad">A lecture may be lost; else it may suffer.</param>
/// <param name="Brief">The same without the room, for its card.</param>
public sealed record RoomAlarm(Guid RoomId, string Title, string Text, string Brief, bool IsBad)
{
    /// <summary>Its row; null while the watch has not seen it yet.</summary>
    public KeptAlarm? Kept { get; private init; }

    private static readonly TimeSpan s_soon = TimeSpan.FromMinutes(30);

    /// <summary>What is wrong in a room now, the worst first.</summary>
    public static IReadOnlyList<RoomAlarm> Of(RoomCard card, IStringLocalizer<Words> say)
    {
        var timetable = card.Now.Alarms.Where(alarm => alarm.Kind == RoomAlarmKind.Timetable).Select(alarm =>
            Make(card, say, alarm, false, say["The timetable needs a look"], say["{0}: its timetable can't be read, or many lectures are suddenly missing from it.", card.Room.Name], say["What is booked stays; the room's page says what is wrong."]));
        if (card.State is RoomState.WithoutDevice)
        {
            return [.. IsNear(card) ? [Make(card, say, null, true, say["No machine"], say["{0} has no machine that records.", card.Room.Name], say["Enrol one on the room's page. Until then nothing is recorded there."])] : Array.Empty<RoomAlarm>(), .. timetable];
        }

        if (card.State is RoomState.Away)
        {
            return [Make(card, say, RowOf(card, RoomAlarmKind.Offline), IsNear(card), say["Not heard from"], AwayTitle(card, say), card.Now.Device!.LastSeenAt is null
                ? say["Its agent may not run there, or may not reach this server."]
                : say["It goes on by the schedule it knows, and what it records is uploaded when it is back. The network or the machine may be off."]), .. timetable];
        }

        var unready = card.Now.Preflight is { Passed: false } preflight
            ? new[] { Make(card, say, RowOf(card, RoomAlarmKind.Preflight), true, say["Not ready"], say["{0} is not ready for “{1}”.", card.Room.Name, card.Next!.Booking.Title], say.TextOf(preflight)) }
            : [];
        var missing = card.State is RoomState.Missing
            ? new[] { Make(card, say, RowOf(card, RoomAlarmKind.MissedStart), true, say["Should be recording"], say["{0} should be recording and is not.", card.Room.Name], card.Now.Device!.IsBox
                ? say["The box answers, but takes no orders from here. Start the recording at the box itself."]
                : say["The machine answers. Press Start on the room's page, or go and look."]) }
            : [];
        var failed = card.Now.Alarms.Where(alarm => alarm.Kind == RoomAlarmKind.RecordingFailed).Select(alarm =>
            Make(card, say, alarm, true, say["A recording failed"], say["{0}: the machine says that a recording failed.", card.Room.Name], say["What it has it may still send. Go and look at its own display."]));
        var runs = card.Now.Alarms.Select(alarm => OfRuns(card, alarm, say)).OfType<RoomAlarm>();
        return [.. unready.Concat(missing).Concat(failed).Concat(runs).Concat((card.Status?.Alarms ?? []).Select(alarm => Of(card, alarm, say))).Concat(timetable).OrderByDescending(alarm => alarm.IsBad)];
    }

    private static RoomAlarm Of(RoomCard card, Alarm alarm, IStringLocalizer<Words> say)
    {
        var (room, source) = (card.Room.Name, alarm.Source ?? "");
        var row = RowOf(card, Enum.Parse<RoomAlarmKind>(alarm.Kind.ToString()), source);
        return alarm.Kind switch
        {
            AlarmKind.NoSignal => Make(card, say, row, true, say["No signal from {0}", source], say["{0} has no signal from {1}.", room, source], say["The cable or the wall switch may be off. What the other sources give is recorded anyway."]),
            AlarmKind.BlackPicture => Make(card, say, row, false, say["{0} is black", source], say["{0}: the picture of {1} is black.", room, source], say["It is recorded as it is. Sound and the other pictures are not touched."]),
            AlarmKind.FrozenPicture => Make(card, say, row, false, say["{0} doesn't move", source], say["{0}: the picture of {1} hasn't moved for two minutes.", room, source], say["It is recorded as it is. Sound and the other pictures are not touched."]),
            AlarmKind.Silence => Make(card, say, row, false, say["{0} is silent", source], say["{0}: nothing is heard from {1}.", room, source], say["Pictures are recorded. The microphone may be muted, or its battery empty."]),
            AlarmKind.Clipping => Make(card, say, row, false, say["{0} is too loud", source], say["{0}: {1} is too loud.", room, source], say["It is recorded, and distorted. Turn it down at the mixer."]),
            AlarmKind.Overload => Make(card, say, row, false, say["The machine can't keep up"], say["{0}: the machine can't keep up.", room], say["It goes on recording, with fewer or smaller pictures. Close what else runs on it, or choose smaller ones in the settings."]),
            AlarmKind.DiskSpace => Make(card, say, row, true, say["The disk is nearly full"], say["{0}: the disk is nearly full.", room], say["What was uploaded goes first, and nothing else is deleted. Sound is recorded to the end."]),
            AlarmKind.Clock => Make(card, say, row, false, say["The clock is wrong"], say["{0}: the machine's clock is wrong.", room], say["Recordings are whole, but may begin and end at the wrong time. Switch time synchronisation on."]),
            AlarmKind.Fault => Make(card, say, row, true, say["The machine can't record"], say["{0}: the machine says that it can't record.", room], say["Go and look at its own display: it may be off, or without a source or a disk."]),
            _ => Make(card, say, row, true, say["The machine slept"], say["{0}: the machine slept while it should have recorded.", room], say["It records again, and the gap is marked in the video. Switch sleep off in its power settings."]),
        };
    }

    // What no machine can tell of itself.
    private static RoomAlarm? OfRuns(RoomCard card, KeptAlarm alarm, IStringLocalizer<Words> say) => alarm.Kind switch
    {
        RoomAlarmKind.TwoMachines => Make(card, say, alarm, true, say["Two machines speak as one"], say["{0}: two machines speak as one.", card.Room.Name], say["A disk was cloned after its machine was enrolled. Both record, and nothing is lost. Enrol the one that belongs elsewhere anew, with a code from its own room's page."]),
        RoomAlarmKind.DiskForgets => Make(card, say, alarm, true, say["The disk forgets"], say["{0}: the machine's disk forgets what is written to it.", card.Room.Name], say["It was started with its disk as it was before: it is protected, or was restored. It records, but what has not come from it when it is switched off is lost. Leave the agent's data folder out of the protection; the alarm ends once a restart has kept it."]),
        _ => null,
    };

    private static string AwayTitle(RoomCard card, IStringLocalizer<Words> say) => card.Now.Device!.LastSeenAt is { } seen
        ? say["{0} has not been heard from since {1}.", card.Room.Name, RoomTime.Soon(seen, card.Room, card.At)]
        : say["{0} has never been heard from.", card.Room.Name];

    private static KeptAlarm? RowOf(RoomCard card, RoomAlarmKind kind, string source = "") => card.Now.Alarms.FirstOrDefault(alarm => alarm.Kind == kind && alarm.Source == source);

    private static RoomAlarm Make(RoomCard card, IStringLocalizer<Words> say, KeptAlarm? row, bool isBad, string brief, string title, string text) =>
        new(card.Room.Id, title, $"{When(card, say)} {text}", brief, isBad) { Kept = row };

    // What it would cost, which is why somebody should go there now or later.
    private static string When(RoomCard card, IStringLocalizer<Words> say)
    {
        if (card.Running is { } running)
        {
            return say["“{0}” goes on until {1}.", running.Booking.Title, RoomTime.Clock(running.Booking.EndsAt, card.Room)];
        }

        if (card.Next is not { } next)
        {
            return say["Nothing is booked."];
        }

        var minutes = (int)Math.Ceiling((next.Booking.StartsAt - card.At).TotalMinutes);
        return minutes <= 60 ? say["The next lecture starts in {0} minutes.", minutes] : say["The next lecture starts {0}.", RoomTime.Soon(next.Booking.StartsAt, card.Room, card.At)];
    }

    private static bool IsNear(RoomCard card) => card.Running is not null || (card.Next is { } next && next.Booking.StartsAt < card.At + s_soon);
}
