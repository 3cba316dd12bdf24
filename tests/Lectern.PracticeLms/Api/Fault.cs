namespace Lectern.PracticeLms.Api;

internal static class Fault
{
    public static IResult Of(string text, int status = StatusCodes.Status400BadRequest) => TypedResults.Problem(text, statusCode: status);

    public static IResult NotHere(string what) => Of($"There is no such {what}.", StatusCodes.Status404NotFound);
}
