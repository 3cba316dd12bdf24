using Lectern.Core.Keys;
using Lectern.Core.LaunchLog;
using Lectern.Core.Launches;
using Lectern.Core.Platforms;
using Lectern.Lti;
using Lectern.Lti.Launch;
using Lectern.Web.Answers;
using Lectern.Web.Lti;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Lectern.Web.Pages.Lti;

/// <summary>
/// The one redirect address. A launch that passes every check sends the browser on with a single-use code in the fragment,
/// which no server, log or referrer sees. A plain GET, such as Moodle's when a link is saved, changes nothing.
/// Where the login's cookie is missing, the page that answers looks into the platform's storage and posts the same form again.
/// </summary>
[IgnoreAntiforgeryToken] // The platform posts here; state, verifier and nonce stand in for an antiforgery token.
public sealed partial class LaunchModel(LtiProtocol protocol, AcceptLaunch accept, KnownPlatforms platforms, NoticeSubscriptions notices, CourseSections sections, CourseMembers members, CourseTeachers teachers, LaunchLogWriter log, ILogger<LaunchModel> logger) : LecternPage
{
    /// <summary>The refusal of a launch whose verifier may still lie in the platform's storage.</summary>
    public Rejection? Unbound { get; private set; }

    /// <summary>What the platform's form brought, for the page that posts it again.</summary>
    public LaunchPost Posted { get; private set; } = new();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var post = LaunchPost.Parse(await FormFields.ReadAsync(Request, cancellationToken), Request.Headers.Origin, protocol.Tool);
        var validator = await protocol.LaunchesAsync(cancellationToken);
        var launch = await validator.ValidateAsync(post, stateId => Request.Cookies[LoginCookie.NameOf(stateId)], cancellationToken);
        if (!launch.IsAccepted)
        {
            return MayBeStored(post, launch.Rejection) ? LookIntoStorage(post, launch.Rejection) : Refuse(launch.Rejection);
        }

        LoginCookie.ForgetVerifier(Response, launch.Value.Login.StateId);
        if (launch.Value.MessageType is not (LtiMessageType.ResourceLink or LtiMessageType.DeepLinking or LtiMessageType.SubmissionReview or LtiMessageType.DataPrivacy))
        {
            return Refuse(Rejections.MessageTypeUnsupported with { Login = launch.Value.Login, VerifiedClaims = launch.Value.RawClaims });
        }

        var binding = Secret.Create();
        var known = await platforms.FindFactsAsync(launch.Value.Registration.Id, cancellationToken);
        var asked = await sections.AskAsync(launch.Value, known!.Mapping, cancellationToken);
        var accepted = await accept.RunAsync(launch.Value, Secret.Hash(binding), asked, cancellationToken);
        if (accepted.Unplaced is { } ticket)
        {
            await teachers.AskAsync(launch.Value, accepted.LaunchId, ticket, cancellationToken);
        }

        notices.Offer(launch.Value);
        log.Accepted(launch.Value, accepted.LaunchId, WayOf(post, launch.Value));
        members.Take(launch.Value, accepted.LaunchId);
        Log.Accepted(logger, accepted.LaunchId, launch.Value.Registration.Id);
        if (post.StoredVerifier is not null)
        {
            // To our own script, in the answer to its own request: a browser without cookies has no other way to bring the binding back.
            return new JsonResult(new { launch = accepted.LaunchId, code = accepted.Code, proof = binding });
        }

        LoginCookie.KeepBinding(Response, accepted.LaunchId, binding);
        Response.Headers.Location = $"/w/{accepted.LaunchId}#{accepted.Code}";
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    private static SignInWay WayOf(LaunchPost post, LtiLaunch launch) =>
        post.StoredVerifier is not null ? SignInWay.Storage
        : launch.Login.Windowed ? SignInWay.Window
        : SignInWay.Cookie;

    private static bool MayBeStored(LaunchPost post, Rejection rejection) =>
        rejection.Code == Rejections.BrowserBindingMissing.Code && rejection.Login?.StorageOrigin is not null && post.StoredVerifier is null;

    private PageResult LookIntoStorage(LaunchPost post, Rejection rejection)
    {
        Log.LooksIntoStorage(logger, rejection.Login!.RegistrationId);
        (Posted, Unbound, Response.StatusCode) = (post, rejection, StatusCodes.Status400BadRequest);
        return Page();
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

        [LoggerMessage(3, LogLevel.Information, "A launch of registration {Registration} came without its cookie; its page looks into the platform's storage.")]
        internal static partial void LooksIntoStorage(ILogger logger, Guid registration);
    }
}
