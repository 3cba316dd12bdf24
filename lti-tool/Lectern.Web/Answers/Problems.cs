using Lectern.Lti;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Lectern.Web.Answers;

/// <summary>Refusals as problem+json, in the language of the request.</summary>
internal static class Problems
{
    private const string ContentType = "application/problem+json";

    internal static IResult Result(Refusal refusal) => new Answer(say => Of(refusal, say));

    /// <summary>A peer's message was refused by the protocol library.</summary>
    internal static IResult Result(Rejection rejection) =>
        new Answer(say => new Problem(StatusCodes.Status400BadRequest, rejection.Code.Value, say[rejection.Title], say[rejection.Text]));

    internal static Task WriteAsync(HttpContext context, Refusal refusal) =>
        WriteAsync(context, Of(refusal, context.RequestServices.GetRequiredService<IStringLocalizer<Words>>()));

    internal static Task WriteAsync(HttpContext context, Problem problem)
    {
        context.Response.StatusCode = problem.Status;
        return context.Response.WriteAsJsonAsync(problem, options: null, ContentType, context.RequestAborted);
    }

    internal static Problem Of(Refusal refusal, IStringLocalizer<Words> say) => new(refusal.Status, refusal.Code, refusal.TitleIn(say), refusal.TextIn(say));

    private sealed class Answer(Func<IStringLocalizer<Words>, Problem> problem) : IResult
    {
        public Task ExecuteAsync(HttpContext context) => WriteAsync(context, problem(context.RequestServices.GetRequiredService<IStringLocalizer<Words>>()));
    }
}
