using Lectern.Lti;
using Microsoft.Extensions.Localization;

namespace Lectern.Web.Pages.Admin;

/// <summary>What IT does about a refused launch, after the sentence that says what happened.</summary>
internal static class LaunchAdvice
{
    private static readonly Rejection[] s_openAgain =
        [Rejections.StateForged, Rejections.StateExpired, Rejections.NonceMismatch, Rejections.NonceReused, Rejections.BrowserBindingWrong, Rejections.TargetLinkMismatch];

    private static readonly Rejection[] s_keys =
        [Rejections.KeyUnknown, Rejections.KeysUnreachable, Rejections.SignatureWrong, Rejections.KeyIdMissing, Rejections.AlgorithmRefused];

    private static readonly Rejection[] s_clocks = [Rejections.TokenExpired, Rejections.TokenFromFuture, Rejections.TokenTooOld];

    private static readonly Rejection[] s_connection =
        [Rejections.IssuerUnknown, Rejections.ClientUnknown, Rejections.ClientAmbiguous, Rejections.RegistrationGone, Rejections.IssuerMismatch, Rejections.AudienceMismatch];

    private static readonly Rejection[] s_deployment = [Rejections.DeploymentUnknown, Rejections.DeploymentPending, Rejections.DeploymentRefused];

    internal static string Of(Rejection rejection, IStringLocalizer<Words> say) => rejection switch
    {
        _ when Is(rejection, s_openAgain) => say["One case needs nothing: opening the video again from the course works. If many people meet it, a proxy or a browser add-on repeats or changes requests."],
        _ when Is(rejection, s_keys) => say["Check this platform on its page: Lectern has to reach the LMS's key set, and its address has to be the one of this LMS."],
        _ when Is(rejection, s_clocks) => say["Turn on time synchronisation on both servers."],
        _ when Is(rejection, s_connection) => say["Connect this LMS, or this tool of it, with a registration address or by hand. Issuer and client id have to be those of the LMS, letter by letter."],
        _ when Is(rejection, s_deployment) => say["Approve the deployment on the platform's page, if this place of the LMS may use Lectern."],
        _ when Is(rejection, [Rejections.BrowserBindingMissing]) => say["The person can open it in a new window. If it happens to everybody, a proxy takes away the cookie or its word Partitioned."],
        _ when Is(rejection, [Rejections.TargetNotOurs]) => say["Make the link again, or correct the tool's address in the LMS: it has to begin with this Lectern's own."],
        _ when Is(rejection, [Rejections.PlatformAnsweredError]) => say["Look into the LMS's own log at this time. Often its session had ended, or its tool is not activated."],
        _ when Is(rejection, [Rejections.SubjectMissing]) => say["Guests can't launch. Otherwise switch on in the LMS that the tool is told who launches."],
        _ => say["Compare the tool's settings in the LMS with the guide for it, then open it again from a course."],
    };

    private static bool Is(Rejection rejection, Rejection[] group) => group.Any(one => one.Code == rejection.Code);
}
