using System.Text;

namespace Lectern.Lti.Launch;

/// <summary>The address of the authentication request (Security Framework 1.0 §5.1.1.2).</summary>
internal static class AuthenticationRequest
{
    public static string Build(LtiRegistration registration, LoginRequest login, string redirectUri, string state, string nonce)
    {
        var endpoint = registration.AuthorizationEndpoint.Split('#')[0];
        var uri = new StringBuilder(endpoint).Append(endpoint.Contains('?', StringComparison.Ordinal) ? '&' : '?').Append("scope=").Append(Scopes.OpenId);
        Add(uri, "response_type", "id_token");
        Add(uri, "response_mode", "form_post");
        Add(uri, "prompt", "none");
        Add(uri, "client_id", registration.ClientId);
        Add(uri, "redirect_uri", redirectUri);
        Add(uri, "login_hint", login.LoginHint);
        if (login.MessageHint is not null)
        {
            Add(uri, "lti_message_hint", login.MessageHint);
        }

        Add(uri, "state", state);
        Add(uri, "nonce", nonce);
        return uri.ToString();
    }

    private static void Add(StringBuilder uri, string name, string value) => uri.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
}
