using Lectern.Core.Keys;
using Lectern.Core.LaunchLog;
using Lectern.Core.Launches;
using Lectern.Lti;
using Lectern.Lti.Launch;
using Lectern.Web.Answers;
using Lectern.Web.Lti;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Lectern.Web.Pages.Lti;

/// <summary>
/// The one redirect address. A launch that passes every check sends the browser on with a single-use code in the fragment,
/// which no server, log or referrer sees. A plain GET, such as Moodle's when a link is saved, changes nothing.
/// </summary>
[IgnoreAntiforgeryToken] // The platform posts here; state, verifier and nonce stand in for an antiforgery token.
public sealed partial class LaunchModel(LtiProtocol protocol, AcceptLaunch accept, NoticeSubscriptions notices, CourseSections sections, CourseTeachers teachers, LaunchLogWriter log, ILogger<LaunchModel> logger) : LecternPage
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var post = LaunchPost.Parse(await FormFields.ReadAsync(Request, cancellationToken));
        var validator = await protocol.LaunchesAsync(cancellationToken);
        var launch = await validator.ValidateAsync(post, stateId => Request.Cookies[LoginCookie.NameOf(stateId)], cancellationToken);
        if (!launch.IsAccepted)
        {
            return Refuse(launch.Rejection);
        }

        LoginCookie.ForgetVerifier(Response, launch.Value.Login.StateId);
        if (launch.Value.MessageType is not (LtiMessageType.ResourceLink or LtiMessageType.DeepLinking or LtiMessageType.SubmissionReview))
        {
            return Refuse(Rejections.MessageTypeUnsupported with { Login = launch.Value.Login, VerifiedClaims = launch.Value.RawClaims });
        }

        var binding = Secret.Create();
        var accepted = await accept.RunAsync(launch.Value, Secret.Hash(binding), await sections.AskAsync(launch.Value, cancellationToken), cancellationToken);
        LoginCookie.KeepBinding(Response, accepted.LaunchId, binding);
        if (accepted.Unplaced is { } ticket)
        {
            await teachers.AskAsync(launch.Value, accepted.LaunchId, ticket, cancellationToken);
        }

        notices.Offer(launch.Value);
        log.Accepted(launch.Value, accepted.LaunchId, launch.Value.Login.Windowed ? SignInWay.Window : SignInWay.Cookie);
        Log.Accepted(logger, accepted.LaunchId, launch.Value.Registration.Id);
        Response.Headers.Location = $"/w/{accepted.LaunchId}#{accepted.Code}";
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    private ViewResult Refuse(Rejection rejection)
    {
        Log.Refused(logger, rejection, rejection.Check?.Number, rejection.Check?.Count);
        return Message(MessageView.Of(rejection, Say) with { ReturnUrl = ReturnUrl(rejection), Reference = log.Refused(rejection) }, StatusCodes.Status400BadRequest, whole: true);
    }

    // LTI Core 1.3, appendix on return_url: the platform may show our words to the person and keep the log line for its operator.
    private string? ReturnUrl(Rejection rejection) =>
        rejection.ReturnUrl is { } url && Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https")
            ? QueryHelpers.AddQueryString(url, new Dictionary<string, string?> { ["lti_errormsg"] = $"{Say[rejection.Title]}. {Say[rejection.Text]}", ["lti_errorlog"] = rejection.Code.Value })
            : null;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Launch {Launch} of registration {Registration} was accepted.")]
        internal static partial void Accepted(ILogger logger, Guid launch, Guid registration);

        [LoggerMessage(2, LogLevel.Warning, "A launch was refused at check {Check} of {Checks}. {Rejection}")]
        internal static partial void Refused(ILogger logger, Rejection rejection, int? check, int? checks);
    }
}
