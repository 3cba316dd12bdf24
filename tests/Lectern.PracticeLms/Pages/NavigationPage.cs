using Lectern.PracticeLms.Launch;
using Lectern.PracticeLms.Registration;
using Lectern.PracticeLms.State;
using Lectern.PracticeLms.Web;

namespace Lectern.PracticeLms.Pages;

/// <summary>A tool in a course's navigation: it opens for the course itself, not for an activity.</summary>
internal static class NavigationPage
{
    public static void MapNavigation(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/course/{courseId}/tool/{toolId}", Show);
        routes.MapGet("/course/{courseId}/tool/{toolId}/launch", Launch);
    }

    /// <summary>The course page's links to such tools.</summary>
    public static Html Links(LmsState state, Course course) => Html.Of($"""
        {state.Tools.Where(InNavigation).Select(tool => Html.Of($"""<p><a href="/course/{course.Id}/tool/{tool.Id}">{tool.Name}</a></p>"""))}
        """);

    private static bool InNavigation(Tool tool) => tool.Active && tool.Placements.ContainsKey(Placements.CourseNavigation);

    private static IResult Show(HttpContext http, string courseId, string toolId, CourseAccess access, LmsStore store) =>
        access.Open(http, courseId, (_, person, course) => store.State.FindTool(toolId) is { } tool && InNavigation(tool)
            ? Layout.Page(tool.Name, person, Html.Of($"""
                <nav class="crumbs" aria-label="Where you are"><a href="/course/{course.Id}">Back to {course.Label}</a></nav>
                <h1>{tool.Name}</h1>
                {StorageFrame.Of(store.State.Manner)}
                <iframe class="tool" title="{tool.Name}" src="/course/{course.Id}/tool/{tool.Id}/launch" allow="{FrameRights.Of(tool)}" allowfullscreen></iframe>
                """))
            : CourseAccess.NotHere());

    private static IResult Launch(HttpContext http, string courseId, string toolId, CourseAccess access, LmsStore store, LaunchStarter starter) =>
        access.Open(http, courseId, (session, person, course) =>
        {
            if (store.State.FindTool(toolId) is not { } tool || !InNavigation(tool))
            {
                return CourseAccess.NotHere();
            }

            var login = starter.StartNavigation(session, person, course, tool);
            return AutoForm.Of(login.Url, login.Method, login.Fields);
        });
}
