using Microsoft.AspNetCore.Http;

namespace Lectern.Web.Answers;

public static partial class Refusals
{
    public static Refusal InvitationUnusable { get; } = new(
        "REG-030",
        StatusCodes.Status403Forbidden,
        "This invitation can't be used",
        "It was used already, is being used right now, or is older than 48 hours. If no LMS was connected by it, try again in two minutes; else whoever runs Lectern can make a new one.");

    public static Refusal OtherAddresses { get; } = new(
        "REG-031",
        StatusCodes.Status409Conflict,
        "Lectern knows this tool by other addresses",
        "Its sign-in or key addresses changed in the LMS. Nothing changed here, and the invitation still works: delete the tool in the LMS and register it as a new one.");
}
