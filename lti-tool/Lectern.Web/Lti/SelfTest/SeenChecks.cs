using Lectern.Core.LaunchLog;
using Lectern.Core.Platforms;
using Lectern.Lti.Launch;
using Lectern.Web.Pages;
using Microsoft.Extensions.Localization;
using ServiceScopes = Lectern.Lti.Scopes;

namespace Lectern.Web.Lti.SelfTest;

/// <summary>What the last launches already show, without asking anybody.</summary>
internal sealed class SeenChecks(SeenLaunches seen, IReadOnlyList<Deployment> deployments, Remedies remedies, IStringLocalizer<Words> say)
{
    internal IEnumerable<CheckResult> All() => [Launches(), .. Waiting(), Grades(), Notices(), PeoplesNames(), Sections(), SignIn()];

    private CheckResult Launches() => seen.Last is { } last
        ? new(CheckState.Works, say["Launches work"], say["The last one passed on {0}{1}.", When.Plain(last.At), last.Course is { } course ? say[", from {0}", course].Value : ""])
        : new(CheckState.NotYetKnown, say["No launch has passed yet"], say["Most of what is checked here shows with the first launch from a course."], remedies.Launch);

    private IEnumerable<CheckResult> Waiting()
    {
        var waiting = deployments.Count(d => d.Status == DeploymentStatus.Pending);
        if (waiting > 0)
        {
            yield return new(CheckState.ToWatch, say["{0} to approve", waiting], say["People who open Lectern there are kept out until you decide, further down on this page."]);
        }
    }

    private CheckResult Grades()
    {
        if (!seen.HasCourse)
        {
            return Later(say["Grades"]);
        }

        if (seen.LineItems is null || !seen.GradeScopes.Contains(ServiceScopes.Score, StringComparer.Ordinal))
        {
            return new(CheckState.Fails, say["Grades can't be sent back"], say["The launches name no gradebook that Lectern may write to."], remedies.Grades);
        }

        return seen.GradeScopes.Contains(ServiceScopes.LineItem, StringComparer.Ordinal)
            ? new(CheckState.Works, say["Grades can be sent back"], say["The launches name the course's gradebook, and scores and columns are granted."])
            : new(CheckState.ToWatch, say["Grades can be sent, columns can't be made"], say["Scores are granted; making and changing columns of the gradebook is not."], remedies.Grades);
    }

    private CheckResult Notices()
    {
        if (deployments.Any(d => d.NoticeHandler is not null))
        {
            return new(CheckState.Works, say["Copies of courses are announced"], say["The LMS sends its notices here."]);
        }

        if (!seen.HasCourse)
        {
            return Later(say["Notices of copied courses"]);
        }

        return seen.OffersNotices
            ? new(CheckState.Fails, say["Copies of courses aren't announced"], say["The LMS offers notices but doesn't let Lectern ask for them. Copied courses are still found by their history."], remedies.Notices)
            : new(CheckState.Works, say["Copies are found by their history"], say["This LMS sends no notices, and needs none: copied links find their course when they are opened."]);
    }

    private CheckResult PeoplesNames() => seen switch
    {
        { Count: 0 } => Later(say["Names of people"]),
        { HasNames: true, HasMail: true } => new(CheckState.Works, say["Names and e-mail addresses arrive"], say["Lists of members show who is who."]),
        { HasNames: true } => new(CheckState.Works, say["Names arrive"], say["E-mail addresses don't, and nothing needs them yet."]),
        _ => new(CheckState.ToWatch, say["Names don't arrive"], say["Everything plays, but lists of members are lists of numbers. Keep it so where your rules ask for it."], remedies.Names),
    };

    private CheckResult Sections() => seen switch
    {
        { HasCourse: false } => Later(say["Sections"]),
        { TellsSections: true } => new(CheckState.Works, say["Sections arrive"], say["Launches say in which sections or groups a person is."]),
        _ => new(CheckState.ToWatch, say["Sections aren't told"], say["Videos can be for whole courses only: launches don't say in which sections a person is."], remedies.Sections),
    };

    private CheckResult SignIn()
    {
        var (cookie, storage, window) = (seen.By(SignInWay.Cookie), seen.By(SignInWay.Storage), seen.By(SignInWay.Window));
        if (cookie + storage + window == 0)
        {
            return Later(say["Signing in inside the LMS's page"]);
        }

        return cookie + storage > 0
            ? new(CheckState.Works, say["Signing in works inside the LMS's page"], say["Of the last launches {0} signed in by a cookie, {1} by the LMS's storage, {2} in a window of their own.", cookie, storage, window])
            : new(CheckState.ToWatch, say["Everybody needs a window of their own"], say["No browser kept Lectern's cookie in the frame lately. It works in a new window; a proxy that changes cookies may be the cause."],
                new Remedy(say["Let the cookie through as Lectern sends it: Secure, SameSite=None, Partitioned."], null, remedies.Us));
    }

    private CheckResult Later(string title) => new(CheckState.NotYetKnown, title, say["Not yet known: the first launch from a course shows it."]);
}
