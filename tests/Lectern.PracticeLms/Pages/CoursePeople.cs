using System.Collections.Immutable;
using Lectern.PracticeLms.State;
using Lectern.PracticeLms.Web;

namespace Lectern.PracticeLms.Pages;

/// <summary>Who is in a course, and the forms by which a teacher changes it.</summary>
internal static class CoursePeople
{
    public static void MapCoursePeople(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/course/{courseId}/people", PutAsync);
        routes.MapPost("/course/{courseId}/students-of", PutStudentsAsync);
    }

    public static Html Of(LmsState state, Course course, Person viewer) => Html.Of($"""
        <h2>People</h2>
        <div class="scroll" tabindex="0" role="region" aria-label="People of this course"><table>
          <thead><tr><th scope="col">Name</th><th scope="col">Role</th><th scope="col">Section</th></tr></thead>
          <tbody>{course.Enrolments.Where(enrolment => enrolment.Status != EnrolmentStatus.Deleted).Select(enrolment => Html.Of($"""
            <tr><td>{state.FindPerson(enrolment.PersonId)?.Name}</td><td>{RoleName(enrolment, state)}</td><td>{Sections(course, enrolment)}</td></tr>
            """))}</tbody>
        </table></div>
        {(course.CanTeach(viewer) ? Forms(state, course, viewer) : Html.Empty)}
        """);

    private static Html Forms(LmsState state, Course course, Person viewer) => Html.Of($"""
        <details>
          <summary>Change who is in the course</summary>
          <form class="stack" method="post" action="/course/{course.Id}/people">
            <label for="person">Person</label>
            <select id="person" name="person">{state.People.Where(person => !person.IsTestStudent).Select(person => Option(person.Id, person.Name))}</select>
            <label for="role">Role</label>
            <select id="role" name="role">{Enum.GetValues<CourseRole>().Select(role => Option(role.ToString(), RoleName(role)))}</select>
            <label for="section">Section</label>
            <select id="section" name="section">{Option("", "All")}{course.Sections.Select(section => Option(section.Id, section.Name))}</select>
            <label for="status">Status</label>
            <select id="status" name="status">{Option("Active", "In the course")}{Option("Inactive", "Suspended")}{Option("Deleted", "Taken out")}</select>
            <button class="button">Save person</button>
          </form>
          <form class="stack" method="post" action="/course/{course.Id}/students-of">
            <label for="students-of">Enrol the students of</label>
            <select id="students-of" name="source">{state.Courses.Where(other => other.Id != course.Id && other.CanTeach(viewer)).Select(other => Option(other.Id, other.Title))}</select>
            <button class="button">Enrol students</button>
          </form>
        </details>
        """);

    internal static Html Option(string value, string text) => Html.Of($"""<option value="{value}">{text}</option>""");

    private static string RoleName(Enrolment enrolment, LmsState state)
    {
        var suspended = enrolment.Status == EnrolmentStatus.Inactive ? ", suspended" : "";
        return enrolment.ObservesId is { } observed
            ? $"Observer of {state.FindPerson(observed)?.Name}{suspended}"
            : RoleName(enrolment.Role) + suspended;
    }

    private static string RoleName(CourseRole role) => role switch
    {
        CourseRole.Instructor => "Teacher",
        CourseRole.TeachingAssistant => "Teaching assistant",
        CourseRole.Observer => "Observer",
        _ => "Student",
    };

    private static string Sections(Course course, Enrolment enrolment) => enrolment.SectionIds.Count == 0
        ? "All"
        : string.Join(", ", course.Sections.Where(section => enrolment.SectionIds.Contains(section.Id)).Select(section => section.Name));

    private static async Task<IResult> PutAsync(HttpContext http, string courseId, CourseAccess access, LmsStore store, TimeProvider time)
    {
        var fields = await http.Request.FieldsAsync();
        return access.Open(http, courseId, (_, _, course) =>
        {
            if (store.State.FindPerson(fields.GetValueOrDefault("person")) is not { IsTestStudent: false } person
                || !Enum.TryParse<CourseRole>(fields.GetValueOrDefault("role", nameof(CourseRole.Learner)), out var role)
                || !Enum.TryParse<EnrolmentStatus>(fields.GetValueOrDefault("status", nameof(EnrolmentStatus.Active)), out var status))
            {
                return CourseAccess.NotHere();
            }

            ImmutableList<string> sections = [.. course.Sections.Where(section => section.Id == fields.GetValueOrDefault("section")).Select(section => section.Id)];
            var enrolment = new Enrolment(person.Id, role, sections) { Status = status, ObservesId = store.State.FindPerson(fields.GetValueOrDefault("observes"))?.Id };
            store.Update(state => Enrolling.Put(state, state.FindCourse(course.Id)!, enrolment, time.GetUtcNow()));
            return TypedResults.LocalRedirect($"/course/{course.Id}");
        }, teaching: true);
    }

    private static async Task<IResult> PutStudentsAsync(HttpContext http, string courseId, CourseAccess access, LmsStore store, TimeProvider time)
    {
        var fields = await http.Request.FieldsAsync();
        return access.Open(http, courseId, (_, person, course) =>
        {
            if (store.State.FindCourse(fields.GetValueOrDefault("source")) is not { } source || !source.CanTeach(person))
            {
                return CourseAccess.NotHere();
            }

            store.Update(state => Enrolling.PutStudentsOf(state, source, state.FindCourse(course.Id)!, time.GetUtcNow()));
            return TypedResults.LocalRedirect($"/course/{course.Id}");
        }, teaching: true);
    }
}
