using Microsoft.AspNetCore.Http;

namespace Lectern.Web.Answers;

public static partial class Refusals
{
    public static Refusal RoomUnfinished { get; } = new(
        "CAP-030",
        StatusCodes.Status409Conflict,
        "Something recorded here is no video yet",
        "The room stays until all of it is. What lies on a machine that will never be back no longer counts once that machine is revoked.",
        "hourglass");
}
