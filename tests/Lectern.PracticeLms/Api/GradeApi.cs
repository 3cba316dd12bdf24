using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Api;

/// <summary>The gradebook, and the teacher's hand in it.</summary>
internal static class GradeApi
{
    public static void MapGrades(this IEndpointRouteBuilder api)
    {
        api.MapGet("/courses/{id}/columns", (string id, LmsStore store) => store.State.FindCourse(id) is { } course
            ? TypedResults.Json(store.State.LineItems.FindAll(item => item.CourseId == course.Id))
            : Fault.NotHere("course"));
        api.MapGet("/courses/{id}/grades", (string id, LmsStore store) => store.State.FindCourse(id) is { } course
            ? TypedResults.Json(store.State.Grades.FindAll(grade => store.State.LineItems.Exists(item => item.Id == grade.LineItemId && item.CourseId == course.Id)))
            : Fault.NotHere("course"));
        api.MapPost("/grades", Set);
    }

    private static IResult Set(GradeRequest request, LmsStore store, TimeProvider time)
    {
        if (store.State.LineItems.Find(item => item.Id == request.LineItemId) is not { } item || store.State.FindPerson(request.Person) is not { } person)
        {
            return Fault.NotHere("column or person");
        }

        return TypedResults.Json(store.Update(state => Grading.Set(state, item, person, request.Score, request.Release, time.GetUtcNow())).Made);
    }
}
