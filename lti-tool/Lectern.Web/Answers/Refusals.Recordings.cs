using Microsoft.AspNetCore.Http;

namespace Lectern.Web.Answers;

public static partial class Refusals
{
    /// <summary>It does not exist, or is another device's, or is held already; which of them is not said.</summary>
    public static Refusal RecordingUnknown { get; } = new(
        "CAP-020",
        StatusCodes.Status404NotFound,
        "This device has no such recording here",
        "It tells of a recording before it sends it. Nothing of it is lost: the device keeps what isn't verified.");

    public static Refusal PartTaken { get; } = new(
        "CAP-021",
        StatusCodes.Status409Conflict,
        "This part has an upload already",
        "The device asks where it stands and goes on with it.");

    public static Refusal PartBusy { get; } = new(
        "CAP-022",
        StatusCodes.Status423Locked,
        "This part is being looked at",
        "The device asks again in a moment.");

    public static Refusal FragmentsOutOfOrder { get; } = new(
        "CAP-023",
        StatusCodes.Status409Conflict,
        "These fragments don't follow what is held",
        "The device asks how far the part is verified and goes on from there.");

    public static Refusal FragmentsDiffer { get; } = new(
        "CAP-024",
        StatusCodes.Status422UnprocessableEntity,
        "What arrived is not what was recorded",
        "The device gives the upload up and sends this part again.");
}
