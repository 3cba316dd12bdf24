using Lectern.PracticeLms.Launch;
using Lectern.PracticeLms.State;
using Lectern.PracticeLms.Web;

namespace Lectern.PracticeLms.Pages;

internal static class ActivityPage
{
    private const int MostFrames = 50;

    public static void MapActivities(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/activity/{id:int}", Show);
        routes.MapGet("/activity/{id:int}/launch", Launch);
        routes.MapGet("/course/{courseId}/all", All);
    }

    private static IResult Show(HttpContext http, int id, CourseAccess access, LmsStore store) =>
        WithActivity(http, id, access, store, (_, person, course, activity, tool) => Layout.Page(activity.Title, person, Html.Of($"""
            <nav class="crumbs" aria-label="Where you are"><a href="/course/{course.Id}">Back to {course.Label}</a></nav>
            <h1>{activity.Title}</h1>
            <p>{activity.Text}</p>
            {StorageFrame.Of(store.State.Manner)}
            {Frame(activity, tool, number: null)}
            <p><a href="/activity/{activity.Id}/launch?target=window" target="_blank" rel="noopener">Open in a new tab</a></p>
            """)));

    private static IResult Launch(HttpContext http, int id, CourseAccess access, LmsStore store, LaunchStarter starter) =>
        WithActivity(http, id, access, store, (session, person, course, activity, _) =>
        {
            var target = http.Request.Query["target"] == "window" ? "window" : "iframe";
            var login = starter.StartResourceLink(session, person, course, activity, target);
            return AutoForm.Of(login.Url, login.Method, login.Fields);
        });

    /// <summary>Many frames on one page, as in a course page full of embedded videos; <c>?times=10</c> repeats what is there.</summary>
    private static IResult All(HttpContext http, string courseId, CourseAccess access, LmsStore store) =>
        access.Open(http, courseId, (_, person, course) =>
        {
            var activities = store.State.ActivitiesOf(course).ToList();
            var count = int.TryParse(http.Request.Query["times"], out var times) && activities.Count > 0 ? Math.Clamp(times, 1, MostFrames) : activities.Count;
            var frames = Enumerable.Range(0, count).Select(index => Embedded(activities[index % activities.Count], store.State, index + 1));
            return Layout.Page($"All of {course.Label}", person, Html.Of($"""
                <nav class="crumbs" aria-label="Where you are"><a href="/course/{course.Id}">Back to {course.Label}</a></nav>
                <h1>All activities of {course.Label}</h1>
                {StorageFrame.Of(store.State.Manner)}
                <div class="many">{frames}</div>
                """));
        });

    private static Html Embedded(Activity activity, LmsState state, int number) => state.FindTool(activity.ToolId) is { } tool
        ? Html.Of($"""<section><h2>{number}. {activity.Title}</h2>{Frame(activity, tool, number)}</section>""")
        : Html.Empty;

    private static Html Frame(Activity activity, Tool tool, int? number) => Html.Of($"""
        <iframe class="tool" title="{Title(activity, number)}" src="/activity/{activity.Id}/launch" allow="{FrameRights.Of(tool)}" allowfullscreen></iframe>
        """);

    private static string Title(Activity activity, int? number) => number is null ? activity.Title : $"{number}. {activity.Title}";

    private static IResult WithActivity(
        HttpContext http, int id, CourseAccess access, LmsStore store, Func<Session, Person, Course, Activity, Tool, IResult> show)
    {
        if (store.State.FindActivity(id) is not { } activity || store.State.FindTool(activity.ToolId) is not { } tool)
        {
            return CourseAccess.NotHere();
        }

        return access.Open(http, activity.CourseId, (session, person, course) => show(session, person, course, activity, tool));
    }
}
