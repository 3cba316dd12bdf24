using System.Text.Json;
using Lectern.PracticeLms.Keys;
using Lectern.PracticeLms.Services;
using Lectern.PracticeLms.State;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Lectern.PracticeLms.DeepLinking;

/// <summary>Checks a deep linking response: signature first, then the claims of Deep Linking 2.0 §3.5 (stricter than Moodle, which skips several).</summary>
internal sealed class DeepLinkChecks(ToolKeys keys, Selections selections, Addresses addresses, LmsOptions options, TimeProvider time)
{
    /// <param name="dataOfAddress">What the return address carried, where it carries the selection's data.</param>
    public async Task<(DeepLinkResponse? Response, string? Fault)> CheckAsync(
        string? text, string? dataOfAddress, Tool tool, Session session, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(text))
        {
            return (null, "The tool sent no JWT.");
        }

        if (ToolJwt.Read(text) is not { } token)
        {
            return (null, "What the tool sent is not a JWT.");
        }

        if (await keys.CheckAsync(tool, token, cancellation) is { } unsigned)
        {
            return (null, unsigned);
        }

        var claims = ToolJwt.Claims(token);
        var fault = ToolJwt.Fault(claims, tool.ClientId, [addresses.Issuer], time.GetUtcNow()) ?? MessageFault(claims, tool);
        return fault is null ? Answer(claims, options.Manner.SelectionDataInReturnUrl ? dataOfAddress : ToolJwt.Text(claims, Lti.DeepLinking("data")), tool, session) : (null, fault);
    }

    private static string? MessageFault(JsonElement claims, Tool tool)
    {
        if (ToolJwt.Text(claims, Lti.Claim("message_type")) != Lti.DeepLinkingResponse)
        {
            return "The message_type is not LtiDeepLinkingResponse.";
        }

        if (ToolJwt.Text(claims, Lti.Claim("version")) != Lti.Version)
        {
            return "The version is not 1.3.0.";
        }

        if (ToolJwt.Text(claims, Lti.Claim("deployment_id")) != tool.DeploymentId)
        {
            return "The deployment_id is not the one of the request.";
        }

        return string.IsNullOrEmpty(ToolJwt.Text(claims, "nonce")) ? "There is no nonce." : null;
    }

    private (DeepLinkResponse?, string?) Answer(JsonElement claims, string? data, Tool tool, Session session)
    {
        if (selections.Find(data) is not { } selection || selection.Session.Id != session.Id || selection.Tool.Id != tool.Id)
        {
            return (null, "The data of the request did not come back unchanged, or this selection was answered before.");
        }

        if (!selections.UseNonce(tool.ClientId, ToolJwt.Text(claims, "nonce")!))
        {
            return (null, "This nonce was used before.");
        }

        if (!selections.Close(selection))
        {
            return (null, "This selection was answered before.");
        }

        var items = claims.TryGetProperty(Lti.DeepLinking("content_items"), out var found) && found.ValueKind == JsonValueKind.Array ? found.EnumerateArray().ToList() : [];
        return (new DeepLinkResponse(selection, items, ToolJwt.Text(claims, Lti.DeepLinking("msg")), ToolJwt.Text(claims, Lti.DeepLinking("errormsg"))), null);
    }
}
