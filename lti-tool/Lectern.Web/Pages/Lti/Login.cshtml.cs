using Lectern.Core.Platforms;
using Lectern.Lti;
using Lectern.Lti.Launch;
using Lectern.Web.Answers;
using Lectern.Web.Lti;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace Lectern.Web.Pages.Lti;

/// <summary>
/// OIDC third-party initiated login. The page finds out whether its cookie came back before the platform is called,
/// since a platform's hint may work only once.
/// </summary>
[IgnoreAntiforgeryToken] // Platforms post here; the answer gives no rights.
public sealed partial class LoginModel(LtiProtocol protocol, KnownPlatforms platforms, LaunchLogWriter log, ILogger<LoginModel> logger) : LecternPage
{
    private const string WindowParameter = "window";
    private const string ChannelParameter = "channel";

    /// <summary>What this page alone knows of its login. The verifier stands in the page as in its cookie, for the platform's storage.</summary>
    public StartedLogin Started { get; private set; } = null!;

    public string CookieName { get; private set; } = "";

    /// <summary>This same login, in a window of its own.</summary>
    public string WindowUrl { get; private set; } = "";

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        StartAsync(FormFields.Flat(Request.Query), cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) =>
        await StartAsync(await FormFields.ReadAsync(Request, cancellationToken), cancellationToken);

    private async Task<IActionResult> StartAsync(IReadOnlyList<KeyValuePair<string, string?>> fields, CancellationToken cancellationToken)
    {
        var request = LoginRequest.Parse(fields);
        if (!request.IsAccepted)
        {
            return Refuse(request.Rejection);
        }

        var initiator = await protocol.LoginsAsync(cancellationToken);
        var started = initiator.Start(
            request.Value,
            await platforms.FindByIssuerAsync(request.Value.Issuer, cancellationToken),
            protocol.Tool,
            Request.Query[ChannelParameter].FirstOrDefault(),
            Request.Query.ContainsKey(WindowParameter));
        if (!started.IsAccepted)
        {
            return Refuse(started.Rejection);
        }

        LoginCookie.KeepVerifier(Response, started.Value.StateId, started.Value.Verifier);
        Started = started.Value;
        CookieName = LoginCookie.NameOf(started.Value.StateId);
        WindowUrl = LtiProtocol.LoginPath + new QueryBuilder(fields
            .Where(field => field.Key is not (WindowParameter or ChannelParameter))
            .Append(KeyValuePair.Create(WindowParameter, (string?)"1"))!);
        return Page();
    }

    private Microsoft.AspNetCore.Mvc.ViewResult Refuse(Rejection rejection)
    {
        Log.Refused(logger, rejection);
        return Message(MessageView.Of(rejection, Say) with { Reference = log.Refused(rejection) }, 400, whole: true);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A login was refused. {Rejection}")]
        internal static partial void Refused(ILogger logger, Rejection rejection);
    }
}
