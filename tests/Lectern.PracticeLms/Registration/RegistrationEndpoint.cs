using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Registration;

internal static class RegistrationEndpoint
{
    public static void MapRegistration(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Addresses.ConfigurationPath, (PlatformConfiguration configuration) => TypedResults.Json(configuration.Write()));
        routes.MapPost(Addresses.RegistrationPath, RegisterAsync);
    }

    private static async Task<IResult> RegisterAsync(
        HttpRequest request, RegistrationTokens tokens, LmsStore store, LmsOptions options, CancellationToken cancellation)
    {
        var (clientId, error) = await tokens.CheckAsync(Bearer(request));
        if (clientId is null)
        {
            return Plain(error!, StatusCodes.Status401Unauthorized);
        }

        if (await ReadAsync(request, cancellation) is not { } body)
        {
            return Plain("the body is not a JSON object", StatusCodes.Status400BadRequest);
        }

        var active = options.AutoActivate || tokens.ActivatesAtOnce(clientId);
        var (tool, fault) = store.Update(state => Add(state, body, clientId, active)).Made;
        return tool is null
            ? Plain(fault!, fault == "token_already_used" ? StatusCodes.Status401Unauthorized : StatusCodes.Status400BadRequest)
            : TypedResults.Json(RegistrationAnswer.Write(tool));
    }

    /// <summary>Inside the state's lock, so that of two posts with one token only the first makes a tool.</summary>
    private static (LmsState, (Tool? Tool, string? Fault)) Add(LmsState state, JsonObject body, string clientId, bool active)
    {
        if (state.FindTool(clientId) is not null)
        {
            return (state, (null, "token_already_used"));
        }

        var (tool, fault) = RegistrationReader.Read(body, clientId, state.NextId.ToString(CultureInfo.InvariantCulture), state.Manner);
        if (tool is null)
        {
            return (state, (null, fault));
        }

        tool = tool with { Active = active };
        return (state with { Tools = state.Tools.Add(tool), NextId = state.NextId + 1 }, (tool, null));
    }

    private static async Task<JsonObject?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            return await JsonNode.ParseAsync(request.Body, cancellationToken: cancellation) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Bearer(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..].Trim() : null;
    }

    private static IResult Plain(string text, int status) => TypedResults.Text(text, "text/plain", statusCode: status);
}
