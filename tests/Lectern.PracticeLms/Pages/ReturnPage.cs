using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Pages;

/// <summary>Where a tool sends people back to, with what it has to say.</summary>
internal static class ReturnPage
{
    public static void MapReturn(this IEndpointRouteBuilder routes) => routes.MapGet(Addresses.ReturnPath, Show);

    private static IResult Show(HttpRequest request, LmsStore store)
    {
        var course = store.State.FindCourse(request.Query["course"]);
        var message = First(request, "lti_errormsg") ?? First(request, "lti_msg");
        return Layout.Bare("Back from the tool", Html.Of($"""
            <main id="main" class="message">
              <h1>{(First(request, "lti_errormsg") is null ? "Back from the tool" : "The tool could not open")}</h1>
              <p>{message}</p>
              <p class="code">{First(request, "lti_errorlog") ?? First(request, "lti_log")}</p>
              <p><a href="/course/{course?.Id}" target="_top">Back to {course?.Label ?? "the course"}</a></p>
            </main>
            """));
    }

    private static string? First(HttpRequest request, string name) => request.Query[name] is [{ Length: > 0 } text, ..] ? text : null;
}
