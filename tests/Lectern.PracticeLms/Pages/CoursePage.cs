using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Pages;

internal static class CoursePage
{
    public static void MapCourse(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/course/{courseId}", Show);
        routes.MapPost("/course/{courseId}/copy", Copy);
    }

    private static IResult Show(HttpContext http, string courseId, CourseAccess access, LmsStore store) =>
        access.Open(http, courseId, (_, person, course) => Layout.Page(course.Label, person, Html.Of($"""
            <nav class="crumbs" aria-label="Where you are"><a href="/">Courses</a></nav>
            <h1>{course.Title}</h1>
            {Added(http.Request.Query["added"])}
            {Activities(store.State, course, person)}
            {Actions(store.State, course, person)}
            {People(store.State, course)}
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
        return Html.Of($"""
            <form class="row" method="post" action="/course/{course.Id}/copy">{add}<button class="button">Copy this course</button></form>
            """);
    }

    private static Html People(LmsState state, Course course) => Html.Of($"""
        <h2>People</h2>
        <div class="scroll" tabindex="0" role="region" aria-label="People of this course"><table>
          <thead><tr><th scope="col">Name</th><th scope="col">Role</th><th scope="col">Section</th></tr></thead>
          <tbody>{course.Enrolments.Select(enrolment => Html.Of($"""
            <tr><td>{state.FindPerson(enrolment.PersonId)?.Name}</td><td>{RoleName(enrolment.Role)}</td><td>{Sections(course, enrolment)}</td></tr>
            """))}</tbody>
        </table></div>
        """);

    private static string RoleName(CourseRole role) => role switch
    {
        CourseRole.Instructor => "Teacher",
        CourseRole.TeachingAssistant => "Teaching assistant",
        _ => "Student",
    };

    private static string Sections(Course course, Enrolment enrolment) => enrolment.SectionIds.Count == 0
        ? "All"
        : string.Join(", ", course.Sections.Where(section => enrolment.SectionIds.Contains(section.Id)).Select(section => section.Name));

    private static IResult Copy(HttpContext http, string courseId, CourseAccess access, LmsStore store) =>
        access.Open(http, courseId, (_, _, course) =>
        {
            var copy = store.Update(state => CourseCopy.Make(state, course, null, null)).Made;
            return TypedResults.LocalRedirect($"/course/{copy.Id}");
        }, teaching: true);
}
