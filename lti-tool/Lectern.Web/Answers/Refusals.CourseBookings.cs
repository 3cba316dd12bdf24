using Microsoft.AspNetCore.Http;

namespace Lectern.Web.Answers;

public static partial class Refusals
{
    /// <summary>There is no such room, or this course may not book it; which of the two is not said.</summary>
    public static Refusal RoomNotOpen { get; } = new(
        "CAP-040",
        StatusCodes.Status403Forbidden,
        "This room isn't open to your course",
        "Nothing was booked or changed. Whoever runs Lectern chooses which courses may book a room, and can book it for you.");

    /// <summary>It is over, cancelled, another course's or not there; which of them is not said.</summary>
    public static Refusal RecordingNotHere { get; } = new(
        "CAP-041",
        StatusCodes.Status404NotFound,
        "This course has no such recording to come",
        "It is over, somebody cancelled it, or it belongs to another course. Nothing was changed. The page of recordings in rooms shows what is booked.",
        "calendar-clock");
}
