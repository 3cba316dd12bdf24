using System.Text.Json.Nodes;
using Lectern.PracticeLms.Keys;
using Lectern.PracticeLms.State;
using Lectern.PracticeLms.Web;

namespace Lectern.PracticeLms.Services;

/// <summary>Client credentials with a signed assertion. A tool that still waits for activation gets tokens too (Moodle's manner).</summary>
internal static class TokenEndpoint
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    public static void MapTokens(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Addresses.TokenPath, AnswerAsync);
        routes.MapGet(Addresses.JwksPath, (PlatformKeys keys) => TypedResults.Json(keys.Published()));
    }

    private static async Task<IResult> AnswerAsync(
        HttpRequest request, ToolKeys keys, LmsStore store, AccessTokens tokens, Addresses addresses, TimeProvider time, LmsOptions options, CancellationToken cancellation)
    {
        var form = await request.FieldsAsync();
        if (form.GetValueOrDefault("grant_type") != "client_credentials")
        {
            return Error(options, "unsupported_grant_type");
        }

        if (form.GetValueOrDefault("client_assertion_type") != AssertionType || ToolJwt.Read(form.GetValueOrDefault("client_assertion", "")) is not { } assertion)
        {
            return Error(options, "invalid_request");
        }

        var claims = ToolJwt.Claims(assertion);
        if (store.State.FindTool(ToolJwt.Text(claims, "sub")) is not { } tool || tool.ClientId != ToolJwt.Text(claims, "sub"))
        {
            return Error(options, "invalid_client", "The subject (sub) is no client here.");
        }

        var fault = await keys.CheckAsync(tool, assertion, cancellation)
            ?? ToolJwt.Fault(claims, tool.ClientId, [addresses.Of(Addresses.TokenPath), addresses.Issuer], time.GetUtcNow())
            ?? AssertionFault(ToolJwt.Text(claims, "jti"), tool, tokens);
        return fault is null ? Grant(form.GetValueOrDefault("scope", ""), tool, tokens, options) : Error(options, "invalid_client", fault);
    }

    private static string? AssertionFault(string? jti, Tool tool, AccessTokens tokens) =>
        string.IsNullOrEmpty(jti) ? "There is no id (jti)." : tokens.UseAssertion(tool.ClientId, jti) ? null : "This id (jti) was used before.";

    private static IResult Grant(string asked, Tool tool, AccessTokens tokens, LmsOptions options)
    {
        var scopes = asked.Split(' ', StringSplitOptions.RemoveEmptyEntries).Intersect(tool.Scopes).ToArray();
        if (scopes.Length == 0)
        {
            return Error(options, "invalid_scope");
        }

        var answer = new JsonObject
        {
            ["access_token"] = tokens.Give(tool, scopes),
            ["token_type"] = "Bearer",
            ["expires_in"] = (int)AccessTokens.Life.TotalSeconds,
            ["scope"] = string.Join(' ', scopes),
        };
        return TypedResults.Text(answer.ToJsonString(), options.Manner.TokenAnswerType);
    }

    private static IResult Error(LmsOptions options, string error, string? text = null)
    {
        var answer = new JsonObject { ["error"] = error };
        if (text is not null)
        {
            answer["error_description"] = text;
        }

        return TypedResults.Text(answer.ToJsonString(), options.Manner.TokenAnswerType, statusCode: StatusCodes.Status400BadRequest);
    }
}
