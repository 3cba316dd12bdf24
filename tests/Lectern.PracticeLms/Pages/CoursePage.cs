using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Pages;

internal static class CoursePage
{
    public static void MapCourse(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/course/{courseId}", Show);
    }

    private static IResult Show(HttpContext http, string courseId, CourseAccess access, LmsStore store) =>
        access.Open(http, courseId, (_, person, course) => Layout.Page(course.Label, person, Html.Of($"""
            <nav class="crumbs" aria-label="Where you are"><a href="/">Courses</a></nav>
            <h1>{course.Title}</h1>
            {(course.Term is { } term ? Html.Of($"<p class=\"hint\">{term.Name}</p>") : Html.Empty)}
            {Added(http.Request.Query["added"])}
            {NavigationPage.Links(store.State, course)}
            {Activities(store.State, course, person)}
            {Actions(store.State, course, person)}
            {CoursePeople.Of(store.State, course, person)}
            """)));

    private static Html Added(string? ids) => string.IsNullOrEmpty(ids)
        ? Html.Empty
        : Html.Of($"""<p class="good" role="status">Added {ids.Split(',').Length} to this course.</p>""");

    private static Html Activities(LmsState state, Course course, Person person)
    {
        var activities = state.ActivitiesOf(course).ToList();
        if (activities.Count == 0)
        {
            return course.CanTeach(person)
                ? Html.Of($"<h2>Activities</h2><p>None yet.</p>{NextStep.Of(state, person)}")
                : Html.Of($"<h2>Activities</h2><p>Your teacher has added none yet.</p>");
        }

        return Html.Of($"""
            <h2>Activities</h2>
            <ul class="cards">
              {activities.Select(activity => Html.Of($"""
                <li><a class="card" href="/activity/{activity.Id}"><strong>{activity.Title}</strong><span>{state.FindTool(activity.ToolId)?.Name}</span></a></li>
                """))}
            </ul>
            <p><a href="/course/{course.Id}/all">See all on one page</a></p>
            """);
    }

    private static Html Actions(LmsState state, Course course, Person person)
    {
        if (!course.CanTeach(person))
        {
            return Html.Empty;
        }

        var add = state.Activities.Count == 0 ? Html.Empty : Html.Of($"""<a class="button main" href="/course/{course.Id}/add">Add an activity</a>""");
        var view = state.Manner.HasStudentView ? Html.Of($"""<button class="button" formaction="/course/{course.Id}/student-view">Student view</button>""") : Html.Empty;
        return Html.Of($"""
            <form class="row" method="post" action="/course/{course.Id}/copy">
              {add}
              <button class="button">Copy this course</button>
              <a class="button" href="/course/{course.Id}/copies">Copy, import or restore</a>
              <a class="button" href="/course/{course.Id}/grades">Grades</a>
              {view}
            </form>
            """);
    }
}
