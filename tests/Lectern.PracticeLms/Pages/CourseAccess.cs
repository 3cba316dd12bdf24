using Lectern.PracticeLms.State;
using Lectern.PracticeLms.Web;

namespace Lectern.PracticeLms.Pages;

/// <summary>Who looks at which course, or the page that says why not.</summary>
internal sealed class CourseAccess(Sessions sessions, LmsStore store)
{
    public IResult Open(HttpContext http, string courseId, Func<Session, Person, Course, IResult> show, bool teaching = false)
    {
        if (sessions.Current(http) is not { } session || store.State.FindPerson(session.PersonId) is not { } person)
        {
            return TypedResults.LocalRedirect("/");
        }

        if (store.State.FindCourse(courseId) is not { } course)
        {
            return NotHere();
        }

        if (!course.CanOpen(person))
        {
            return Layout.Page("Not your course", person, Html.Of($"""
                <h1>You are not in {course.Label}</h1><p>Change person, or <a href="/">choose one of your courses</a>.</p>
                """), StatusCodes.Status403Forbidden);
        }

        return teaching && !course.CanTeach(person)
            ? Layout.Page("For teachers", person, Html.Of($"""
                <h1>Only teachers do this</h1><p><a href="/course/{course.Id}">Back to {course.Label}</a></p>
                """), StatusCodes.Status403Forbidden)
            : show(session, person, course);
    }

    public static IResult NotHere() =>
        ErrorPage.Of("There is nothing at this address.", "The course, the activity or the tool may have been removed.", "not_found", StatusCodes.Status404NotFound);
}
