using Microsoft.AspNetCore.Http;

namespace Lectern.Web.Answers;

public static partial class Refusals
{
    public static Refusal Fault { get; } = new(
        "ERR-001",
        StatusCodes.Status500InternalServerError,
        "Lectern has a fault here",
        "It is ours, not yours, and it is noted. What you saved before is safe. Try again; if it comes back, give your IT desk the code and the trace.",
        "triangle-alert");

    public static Refusal Unreadable { get; } = new(
        "ERR-002",
        StatusCodes.Status400BadRequest,
        "This can't be read",
        "Something is missing in what was sent, or it is too old. Nothing was changed. Open the page again and repeat it.",
        "triangle-alert");

    public static Refusal TooLarge { get; } = new(
        "ERR-003",
        StatusCodes.Status413PayloadTooLarge,
        "That is too much at once",
        "Nothing was changed. Send less; videos go by the upload button.",
        "triangle-alert");
}
