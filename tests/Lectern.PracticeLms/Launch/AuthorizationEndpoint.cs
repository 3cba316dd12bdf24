using Lectern.PracticeLms.Keys;
using Lectern.PracticeLms.Pages;
using Lectern.PracticeLms.Web;

namespace Lectern.PracticeLms.Launch;

internal static class AuthorizationEndpoint
{
    public static void MapAuthorization(this IEndpointRouteBuilder routes) =>
        routes.MapMethods(Addresses.AuthorizationPath, ["GET", "POST"], AnswerAsync);

    private static async Task<IResult> AnswerAsync(
        HttpContext http, Sessions sessions, AuthorizationChecks checks, LaunchClaims claims, PlatformKeys keys, LmsOptions options)
    {
        var request = new AuthorizationRequest(await http.Request.FieldsAsync());
        if (sessions.Current(http) is not { } session)
        {
            return Repost.IfFirst(http, request.Fields) ?? ErrorPage.Of(
                "You are not signed in here.", "Open the practice LMS in this browser, choose who you are and open the activity again.", "invalid_session", options.Manner.ErrorPageStatus);
        }

        var (launch, refusal) = checks.Check(request, session);
        if (launch is null)
        {
            return refusal!.ToTool
                ? AutoForm.Post(request.RedirectUri, Error(request, refusal))
                : ErrorPage.Of("This launch can't go on.", refusal.Text, refusal.Error, options.Manner.ErrorPageStatus);
        }

        var token = keys.Sign(claims.Write(launch, request.Nonce));
        return AutoForm.Post(request.RedirectUri, new Dictionary<string, string> { ["id_token"] = token, ["state"] = request.State });
    }

    private static Dictionary<string, string> Error(AuthorizationRequest request, AuthorizationRefusal refusal) => new()
    {
        ["error"] = refusal.Error,
        ["error_description"] = refusal.Text,
        ["state"] = request.State,
    };
}
