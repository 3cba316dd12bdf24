using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Launch;

/// <summary>The authorization endpoint's checks, in Moodle's order: a launch is taken once it is named, also when a later check fails.</summary>
internal sealed class AuthorizationChecks(PendingLaunches pending, LmsStore store, LmsOptions options)
{
    public (LaunchRecord? Launch, AuthorizationRefusal? Refusal) Check(AuthorizationRequest request, Session session)
    {
        if (MissingField(request) is { } missing)
        {
            return (null, Page("invalid_request", $"The tool's request has no {missing}."));
        }

        if (PendingLaunches.LaunchIdIn(request.MessageHint) is not { } launchId)
        {
            return (null, Page("invalid_request", "There is no launch id in the lti_message_hint."));
        }

        if (request.Scope != "openid")
        {
            return (null, Page("invalid_scope", "The scope must be exactly 'openid'."));
        }

        if (request.ResponseType != "id_token")
        {
            return (null, Page("unsupported_response_type", "The response_type must be 'id_token'."));
        }

        return pending.Take(launchId, session.Id, options.Manner.HintWorksOnce) is { } launch
            ? CheckLaunch(request, launch)
            : (null, Page("invalid_request", "This launch was used before, or began in another browser. Open the activity again from the course."));
    }

    private (LaunchRecord? Launch, AuthorizationRefusal? Refusal) CheckLaunch(AuthorizationRequest request, LaunchRecord launch)
    {
        // The address first: an answer may only ever go to one the launched tool registered.
        if (store.State.FindTool(launch.Tool.Id) is not { } tool || !tool.RedirectUris.Contains(request.RedirectUri))
        {
            return (null, Page("invalid_request", $"The redirect_uri '{request.RedirectUri}' is not one that the tool registered."));
        }

        return Refusal(request, launch, tool) is { } refusal ? (null, refusal) : (launch, null);
    }

    private AuthorizationRefusal? Refusal(AuthorizationRequest request, LaunchRecord launch, Tool tool) => request switch
    {
        _ when request.ClientId != tool.ClientId => Post("unauthorized_client", "This client_id is not the launched tool's."),
        _ when request.LoginHint != options.Manner.UserId(launch.Person.Id) => Post("access_denied", "The login_hint is not the person who is signed in."),
        { ResponseMode: "" } => Post("invalid_request", "There is no response_mode."),
        { ResponseMode: not "form_post" } => Post("invalid_request", "The response_mode must be 'form_post'."),
        { Prompt: not ("" or "none") } => Post("invalid_request", "The prompt must be 'none' or absent."),
        _ when !tool.Active => Post("access_denied", "This tool waits for an administrator to activate it."),
        _ => null,
    };

    private static string? MissingField(AuthorizationRequest request)
    {
        string[] wanted = ["scope", "response_type", "client_id", "redirect_uri", "login_hint", "nonce", "lti_message_hint"];
        return Array.Find(wanted, name => string.IsNullOrEmpty(request.Fields.GetValueOrDefault(name)));
    }

    private static AuthorizationRefusal Page(string error, string text) => new(error, text, ToTool: false);

    private static AuthorizationRefusal Post(string error, string text) => new(error, text, ToTool: true);
}
