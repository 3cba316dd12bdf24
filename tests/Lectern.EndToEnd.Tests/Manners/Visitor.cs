using Lectern.Demo.Browser;
using Lectern.Demo.Tool;
using Lectern.EndToEnd.Tests.Stack;
using Lms = Lectern.Demo.Tool.PracticeLms;

namespace Lectern.EndToEnd.Tests.Manners;

/// <summary>A person who opens things of the LMS without a window, by the forms and redirects that a browser would follow.</summary>
internal sealed class Visitor(LecternStack stack, string person) : IDisposable
{
    private readonly WebBrowser _browser = new();

    public Task<Visit> OpenAsync(int activity) => LaunchAsync(new { person, activityId = activity });

    /// <summary>What a student did in an activity, as from the gradebook.</summary>
    public Task<Visit> OpenReviewAsync(int activity, string student) => LaunchAsync(new { person, activityId = activity, messageType = "LtiSubmissionReviewRequest", forUser = student });

    /// <summary>The course's videos, by an activity that names none.</summary>
    public Task<Visit> OpenVideosAsync(string course) => LaunchAsync(new { person, courseId = course, toolId = stack.ToolId });

    public void Dispose() => _browser.Dispose();

    private async Task<Visit> LaunchAsync(object what)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var launch = await new Lms(stack.Lms).LaunchAsync(_browser.Http, what, cancellation);
        return new Visit(stack, await ToolLaunch.RunAsync(_browser, launch, cancellation));
    }
}
