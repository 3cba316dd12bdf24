using Lectern.PracticeLms.State;
using Microsoft.Net.Http.Headers;

namespace Lectern.PracticeLms.Services;

/// <summary>Who may call a service: a token of a tool with a fitting scope, and in Accept a type that the service has.</summary>
internal sealed class ServiceGate(AccessTokens tokens, LmsStore store, LmsOptions options)
{
    /// <param name="accept">The type of the answer; null asks for none.</param>
    public (Tool? Tool, IResult? Refusal) Check(HttpRequest request, string? accept, params ReadOnlySpan<string> scopes)
    {
        if (tokens.Find(Bearer(request)) is not var (toolId, granted) || store.State.FindTool(toolId) is not { } client)
        {
            return (null, TypedResults.Unauthorized());
        }

        var tool = Deployment(request, client);

        var allowed = false;
        foreach (var scope in scopes)
        {
            allowed |= granted.Contains(scope);
        }

        if (!allowed)
        {
            request.HttpContext.Response.Headers.WWWAuthenticate = "Bearer error=\"insufficient_scope\"";
            return (null, TypedResults.StatusCode(StatusCodes.Status403Forbidden));
        }

        return accept is null || Accepts(request, accept)
            ? (tool, null)
            : (null, TypedResults.StatusCode(options.Manner.WantsExactAccept ? StatusCodes.Status400BadRequest : StatusCodes.Status406NotAcceptable));
    }

    /// <summary>A token holds for its client, so also for another deployment of it that the address names.</summary>
    private Tool Deployment(HttpRequest request, Tool client) =>
        store.State.Tools.Find(tool => tool.ClientId == client.ClientId && tool.Id == (request.RouteValues["toolId"] as string ?? request.Query["type_id"])) ?? client;

    public static bool HasType(HttpRequest request, params IEnumerable<string> types) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && types.Any(allowed => type.MediaType.Equals(allowed, StringComparison.OrdinalIgnoreCase));

    /// <summary>Memberships alone also answer "anything" in the strict manner.</summary>
    private bool Accepts(HttpRequest request, string wanted)
    {
        var accept = request.Headers.Accept.ToString();
        if (options.Manner.WantsExactAccept)
        {
            return accept == wanted || (wanted == MembershipEndpoint.ContainerType && accept is "" or "*/*");
        }

        return accept.Length == 0 || (MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var types)
            && types.Any(type => new MediaTypeHeaderValue(wanted).IsSubsetOf(type)));
    }

    private static string? Bearer(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : null;
    }
}
