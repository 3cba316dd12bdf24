using Microsoft.AspNetCore.Http;

namespace Lectern.Web;

/// <summary>A refusal for scripts: problem+json with our stable code (RFC 9457).</summary>
public sealed record Problem(int Status, string Code, string Title, string Detail);

internal static class Problems
{
    internal static Task WriteAsync(HttpContext context, int status, string code, string title, string detail)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new Problem(status, code, title, detail), options: null, "application/problem+json", context.RequestAborted);
    }

    internal static IResult Result(int status, string code, string title, string detail) =>
        Results.Json(new Problem(status, code, title, detail), contentType: "application/problem+json", statusCode: status);

    internal static IResult NotYours() =>
        Result(StatusCodes.Status403Forbidden, "ACC-002", "This isn't open to you", "Open it from the course it belongs to, or ask the teacher there.");
}
