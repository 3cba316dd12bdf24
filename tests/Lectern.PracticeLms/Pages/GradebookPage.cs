using System.Globalization;
using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Pages;

/// <summary>Students by columns; each cell leads to its own page.</summary>
internal static class GradebookPage
{
    public static void MapGradebook(this IEndpointRouteBuilder routes) => routes.MapGet("/course/{courseId}/grades", Show);

    private static IResult Show(HttpContext http, string courseId, CourseAccess access, LmsStore store) =>
        access.Open(http, courseId, (_, person, course) =>
        {
            var columns = store.State.LineItems.FindAll(item => item.CourseId == course.Id);
            return Layout.Page($"Grades of {course.Label}", person, Html.Of($"""
                <nav class="crumbs" aria-label="Where you are"><a href="/">Courses</a> <span aria-hidden="true">/</span> <a href="/course/{course.Id}">{course.Label}</a></nav>
                <h1>Grades of {course.Label}</h1>
                {(columns.Count == 0 ? Html.Of($"<p>No column yet. A tool makes one with a graded activity.</p>") : Table(store.State, course, columns))}
                """));
        }, teaching: true);

    private static Html Table(LmsState state, Course course, IReadOnlyList<LineItem> columns) => Html.Of($"""
        <div class="scroll" tabindex="0" role="region" aria-label="Grades"><table>
          <thead><tr><th scope="col">Student</th>{columns.Select(column => Html.Of($"""<th scope="col">{column.Label} <span class="hint">of {Number(column.ScoreMaximum)}</span></th>"""))}</tr></thead>
          <tbody>{Students(state, course).Select(student => Html.Of($"""
            <tr><th scope="row">{student.Name}</th>{columns.Select(column => Cell(state, course, column, student))}</tr>
            """))}</tbody>
        </table></div>
        <p class="hint">* set by a teacher. Each grade leads to the student's work and to your own grade.</p>
        """);

    private static Html Cell(LmsState state, Course course, LineItem column, Person student)
    {
        var grade = state.FindGrade(column.Id, student.Id);
        return Html.Of($"""
            <td><a href="/course/{course.Id}/grades/{column.Id}/{student.Id}" aria-label="{student.Name}, {column.Label}: {Spoken(grade)}">{Shown(grade)}</a></td>
            """);
    }

    private static string Spoken(Grade? grade) => grade?.Score is { } score
        ? Number(score) + (grade.Overridden ? ", set by the teacher" : "")
        : grade?.GradingProgress is "PendingManual" ? "waits for a grade" : "no grade";

    private static string Shown(Grade? grade) => grade?.Score is { } score
        ? Number(score) + (grade.Overridden ? " *" : "")
        : grade?.GradingProgress is "PendingManual" ? "to grade" : "–";

    private static IEnumerable<Person> Students(LmsState state, Course course) => course.Enrolments
        .Where(enrolment => enrolment is { Role: CourseRole.Learner, Status: EnrolmentStatus.Active })
        .Select(enrolment => state.FindPerson(enrolment.PersonId))
        .OfType<Person>();

    internal static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
