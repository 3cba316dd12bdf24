using Lectern.PracticeLms.State;
using Lectern.PracticeLms.Web;

namespace Lectern.PracticeLms.Pages;

/// <summary>A teacher becomes the test student.</summary>
internal static class StudentView
{
    public static void MapStudentView(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/course/{courseId}/student-view", (HttpContext http, string courseId, CourseAccess access, Sessions sessions, LmsStore store) =>
            access.Open(http, courseId, (_, _, course) =>
            {
                if (store.State.People.Find(person => person.IsTestStudent) is not { } nobody)
                {
                    return CourseAccess.NotHere();
                }

                sessions.SignIn(http, nobody);
                return TypedResults.LocalRedirect($"/course/{course.Id}");
            }, teaching: true));
}
