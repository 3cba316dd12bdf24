using Lectern.Core.Launches;
using Lectern.Web.Answers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lectern.Web.Lti;

/// <summary>Exchanges a launch's single-use code for its bearer token.</summary>
internal static class SessionEndpoint
{
    internal sealed record Request(Guid Launch, string? Code = null, string? Proof = null);

    internal sealed record Answer(string Token, DateTimeOffset Expires);

    internal static void MapSession(this IEndpointRouteBuilder routes) => routes.MapPost("/session", RunAsync).AllowAnonymous();

    private static async Task<IResult> RunAsync(Request request, ExchangeCode exchange, HttpContext context, CancellationToken cancellationToken)
    {
        var binding = LoginCookie.Binding(context.Request, request.Launch);
        if (await exchange.RunAsync(request.Launch, request.Code ?? "", binding, request.Proof, cancellationToken) is not { } issued)
        {
            return Problems.Result(Refusals.CodeUnusable);
        }

        LoginCookie.ForgetBinding(context.Response, request.Launch);
        return TypedResults.Ok(new Answer(issued.Token, issued.Expires));
    }
}
