using System.Globalization;
using Lectern.PracticeLms.Launch;
using Lectern.PracticeLms.State;
using Lectern.PracticeLms.Web;

namespace Lectern.PracticeLms.Pages;

/// <summary>One student's grade in one column: what the tool said, the teacher's own grade and the review of the work.</summary>
internal static class GradePage
{
    public static void MapGradePages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/course/{courseId}/grades/{columnId}/{studentId}", Show);
        routes.MapPost("/course/{courseId}/grades/{columnId}/{studentId}", SetAsync);
        routes.MapGet("/course/{courseId}/grades/{columnId}/{studentId}/review", Review);
        routes.MapGet("/course/{courseId}/grades/{columnId}/{studentId}/review/launch", Launch);
    }

    private static IResult Show(HttpContext http, string courseId, string columnId, string studentId, CourseAccess access, LmsStore store) =>
        WithCell(http, courseId, columnId, studentId, access, store, (_, person, course, column, student) =>
        {
            var grade = store.State.FindGrade(column.Id, student.Id) ?? new Grade(column.Id, student.Id);
            return Layout.Page($"{student.Name}, {column.Label}", person, Html.Of($"""
                {Crumbs(course)}
                <h1>{student.Name}: {column.Label}</h1>
                {Facts(grade, column)}
                {Override(course, column, student, grade)}
                {ReviewLink(store.State, course, column, student)}
                """));
        });

    private static Html Crumbs(Course course) => Html.Of($"""
        <nav class="crumbs" aria-label="Where you are"><a href="/">Courses</a> <span aria-hidden="true">/</span> <a href="/course/{course.Id}">{course.Label}</a> <span aria-hidden="true">/</span> <a href="/course/{course.Id}/grades">Grades</a></nav>
        """);

    private static Html Facts(Grade grade, LineItem column) => Html.Of($"""
        <dl>
          {Fact("Grade", grade.Score is { } score ? $"{GradebookPage.Number(score)} of {GradebookPage.Number(column.ScoreMaximum)}" : "none")}
          {Fact("Set by", grade.Overridden ? "the teacher" : grade.ScoreTime is null ? "nobody" : "the tool")}
          {Fact("Comment", grade.Comment)}
          {Fact("Activity", grade.ActivityProgress)}{Fact("Grading", grade.GradingProgress)}
          {Fact("Time of the score", grade.ScoreTime?.ToString("u", CultureInfo.InvariantCulture) ?? "")}
          {grade.Submissions.Select((submission, index) => Fact($"Submission {index + 1}", $"{submission.SubmittedAt?.ToString("u", CultureInfo.InvariantCulture)} {submission.Type} {submission.Data}"))}
        </dl>
        """);

    private static Html Fact(string name, string value) => value.Length == 0 ? Html.Empty : Html.Of($"<div><dt>{name}</dt><dd>{value}</dd></div>");

    private static Html Override(Course course, LineItem column, Person student, Grade grade) => Html.Of($"""
        <form class="stack" method="post" action="/course/{course.Id}/grades/{column.Id}/{student.Id}">
          <label for="score">Your own grade, of {GradebookPage.Number(column.ScoreMaximum)}</label>
          <input id="score" name="score" type="number" min="0" step="any" value="{(grade.Score is { } score ? GradebookPage.Number(score) : "")}">
          <p class="hint">Left empty, there is no grade.</p>
          <button class="button main">Save grade</button>
          {(grade.Overridden ? Html.Of($"""<button class="button" name="release" value="true">Leave it to the tool again</button>""") : Html.Empty)}
        </form>
        """);

    private static Html ReviewLink(LmsState state, Course course, LineItem column, Person student) => Target(state, column, student).CanReview
        ? Html.Of($"""<p><a class="button" href="/course/{course.Id}/grades/{column.Id}/{student.Id}/review">Review the work</a></p>""")
        : Html.Empty;

    /// <summary>Where a review opens: a submission's own address where the platform knows such, else the column's review.</summary>
    private static (bool CanReview, string? Submission) Target(LmsState state, LineItem column, Person student)
    {
        var launchable = state.FindGrade(column.Id, student.Id)?.Submissions.FindLast(submission => submission is { Type: "basic_lti_launch", Data: not null });
        return launchable is not null && column.ResourceLinkId is not null ? (true, launchable.Data) : (state.Manner.HasSubmissionReview && column.SubmissionReview is not null, null);
    }

    private static async Task<IResult> SetAsync(
        HttpContext http, string courseId, string columnId, string studentId, CourseAccess access, LmsStore store, TimeProvider time)
    {
        var fields = await http.Request.FieldsAsync();
        return WithCell(http, courseId, columnId, studentId, access, store, (_, _, course, column, student) =>
        {
            var text = fields.GetValueOrDefault("score", "");
            if (text.Length > 0 && !(double.TryParse(text, CultureInfo.InvariantCulture, out var points) && points >= 0))
            {
                return ErrorPage.Of("This is no number of points.", "Write it with digits, such as 7.5.", "bad_score", StatusCodes.Status400BadRequest);
            }

            double? score = text.Length == 0 ? null : double.Parse(text, CultureInfo.InvariantCulture);
            store.Update(state => Grading.Set(state, column, student, score, fields.ContainsKey("release"), time.GetUtcNow()));
            return TypedResults.LocalRedirect($"/course/{course.Id}/grades");
        });
    }

    private static IResult Review(HttpContext http, string courseId, string columnId, string studentId, CourseAccess access, LmsStore store) =>
        WithCell(http, courseId, columnId, studentId, access, store, (_, person, course, column, student) =>
            Target(store.State, column, student).CanReview && store.State.FindTool(column.ToolId) is { } tool
                ? Layout.Page($"Review {student.Name}", person, Html.Of($"""
                    {Crumbs(course)}
                    <h1>{student.Name}: {column.Label}</h1>
                    {StorageFrame.Of(store.State.Manner)}
                    <iframe class="tool" title="Work of {student.Name}" src="/course/{course.Id}/grades/{column.Id}/{student.Id}/review/launch" allow="{FrameRights.Of(tool)}" allowfullscreen></iframe>
                    """))
                : CourseAccess.NotHere());

    private static IResult Launch(HttpContext http, string courseId, string columnId, string studentId, CourseAccess access, LmsStore store, LaunchStarter starter) =>
        WithCell(http, courseId, columnId, studentId, access, store, (session, person, course, column, student) =>
        {
            var (can, submission) = Target(store.State, column, student);
            if (!can)
            {
                return CourseAccess.NotHere();
            }

            var login = submission is null
                ? starter.StartReview(session, person, course, column, student)
                : starter.StartSubmission(session, person, course, column, submission);
            return AutoForm.Of(login.Url, login.Method, login.Fields);
        });

    private static IResult WithCell(
        HttpContext http, string courseId, string columnId, string studentId, CourseAccess access, LmsStore store, Func<Session, Person, Course, LineItem, Person, IResult> show) =>
        access.Open(http, courseId, (session, person, course) =>
            store.State.LineItems.Find(item => item.Id == columnId && item.CourseId == course.Id) is { } column
            && store.State.FindPerson(studentId) is { } student && course.EnrolmentOf(student)?.Role == CourseRole.Learner
                ? show(session, person, course, column, student)
                : CourseAccess.NotHere(), teaching: true);
}
