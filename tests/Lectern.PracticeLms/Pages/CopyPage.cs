using Lectern.PracticeLms.Notices;
using Lectern.PracticeLms.State;
using Lectern.PracticeLms.Web;

namespace Lectern.PracticeLms.Pages;

/// <summary>The ways in which activities come into another course: copy, import and restore.</summary>
internal static class CopyPage
{
    public static void MapCopies(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/course/{courseId}/copies", Show);
        routes.MapPost("/course/{courseId}/copy", (HttpContext http, string courseId, CourseAccess access, LmsStore store, ContextCopies copies) =>
            MakeAsync(http, courseId, access, store, copies, restored: false));
        routes.MapPost("/course/{courseId}/restore", (HttpContext http, string courseId, CourseAccess access, LmsStore store, ContextCopies copies) =>
            MakeAsync(http, courseId, access, store, copies, restored: true));
        routes.MapPost("/course/{courseId}/import", ImportAsync);
    }

    private static IResult Show(HttpContext http, string courseId, CourseAccess access, LmsStore store) =>
        access.Open(http, courseId, (_, person, course) => Layout.Page($"Copy {course.Label}", person, Html.Of($"""
            <nav class="crumbs" aria-label="Where you are"><a href="/">Courses</a> <span aria-hidden="true">/</span> <a href="/course/{course.Id}">{course.Label}</a></nav>
            <h1>Copy, import or restore</h1>
            {Copying(store.State, course)}{Importing(store.State, course, person)}{Restoring(course)}
            """)), teaching: true);

    private static Html Copying(LmsState state, Course course) => Html.Of($"""
        <section class="panel" aria-labelledby="copy">
          <h2 id="copy">Copy this course</h2>
          <p>A new course with the same activities. It remembers where it came from.</p>
          <form class="stack" method="post" action="/course/{course.Id}/copy">
            <label for="title">Name of the new course</label>
            <input id="title" name="title" required maxlength="255" value="{course.Title} copy">
            <label for="label">Short name</label>
            <input id="label" name="label" required maxlength="100" value="{course.Label} copy">
            <label for="term">Term</label>
            <select id="term" name="term">{state.Terms.OrderByDescending(term => term.Id == course.Term?.Id).Select(term => CoursePeople.Option(term.Id, term.Name))}</select>
            <label for="people">People</label>
            <select id="people" name="people">{CoursePeople.Option("Teachers", "The same teachers")}{CoursePeople.Option("Everyone", "Everyone")}{CoursePeople.Option("Nobody", "Nobody of this course")}</select>
            <label for="teacher">Teacher besides</label>
            <select id="teacher" name="teacher">{CoursePeople.Option("", "Nobody else")}{state.People.Where(person => !person.IsTestStudent).Select(person => CoursePeople.Option(person.Id, person.Name))}</select>
            <button class="button main">Make the copy</button>
          </form>
        </section>
        """);

    private static Html Importing(LmsState state, Course course, Person person)
    {
        var sources = state.Courses.Where(other => other.Id != course.Id && other.CanTeach(person)).ToList();
        return Html.Of($"""
            <section class="panel" aria-labelledby="import">
              <h2 id="import">Import activities from another course</h2>
              {(sources.Count == 0 ? Html.Of($"<p>You teach no other course.</p>") : Html.Of($"""
                <form class="stack" method="post" action="/course/{course.Id}/import">
                  <label for="source">From</label>
                  <select id="source" name="source">{sources.Select(source => CoursePeople.Option(source.Id, source.Title))}</select>
                  <button class="button">Import activities</button>
                </form>
                """))}
            </section>
            """);
    }

    private static Html Restoring(Course course) => Html.Of($"""
        <section class="panel" aria-labelledby="restore">
          <h2 id="restore">Restore a backup</h2>
          <p>A new course out of this course's backup. It does not know where it came from, as after a move to another site.</p>
          <form method="post" action="/course/{course.Id}/restore"><button class="button">Restore as a new course</button></form>
        </section>
        """);

    private static async Task<IResult> MakeAsync(HttpContext http, string courseId, CourseAccess access, LmsStore store, ContextCopies copies, bool restored)
    {
        var fields = await http.Request.FieldsAsync();
        return access.Open(http, courseId, (_, person, course) =>
        {
            var copy = copies.Copy(course, new CopyWish
            {
                Label = Given(fields, "label"),
                Title = Given(fields, "title"),
                People = Enum.TryParse<CopiedPeople>(fields.GetValueOrDefault("people"), out var people) ? people : CopiedPeople.Teachers,
                Teacher = store.State.FindPerson(Given(fields, "teacher")),
                Term = store.State.FindTerm(Given(fields, "term")),
                IsRestored = restored,
            });
            return TypedResults.LocalRedirect(copy.CanOpen(person) ? $"/course/{copy.Id}" : "/");
        }, teaching: true);
    }

    private static async Task<IResult> ImportAsync(HttpContext http, string courseId, CourseAccess access, LmsStore store, ContextCopies copies)
    {
        var fields = await http.Request.FieldsAsync();
        return access.Open(http, courseId, (_, person, course) =>
        {
            if (store.State.FindCourse(Given(fields, "source")) is not { } source || !source.CanTeach(person))
            {
                return CourseAccess.NotHere();
            }

            var made = copies.Import(source, course, []);
            return TypedResults.LocalRedirect(made.Count == 0 ? $"/course/{course.Id}" : $"/course/{course.Id}?added={string.Join(',', made.Select(activity => activity.Id))}");
        }, teaching: true);
    }

    private static string? Given(IReadOnlyDictionary<string, string> fields, string name) => fields.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;
}
