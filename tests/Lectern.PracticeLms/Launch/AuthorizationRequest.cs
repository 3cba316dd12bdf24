namespace Lectern.PracticeLms.Launch;

/// <summary>What the tool's browser sent to the authorization endpoint, by query or form.</summary>
internal sealed class AuthorizationRequest(IReadOnlyDictionary<string, string> fields)
{
    public IReadOnlyDictionary<string, string> Fields => fields;
    public string Scope => Get("scope");
    public string ResponseType => Get("response_type");
    public string ResponseMode => Get("response_mode");
    public string ClientId => Get("client_id");
    public string RedirectUri => Get("redirect_uri");
    public string LoginHint => Get("login_hint");
    public string MessageHint => Get("lti_message_hint");
    public string Nonce => Get("nonce");
    public string Prompt => Get("prompt");
    public string State => Get("state");

    private string Get(string name) => fields.GetValueOrDefault(name, "");
}
