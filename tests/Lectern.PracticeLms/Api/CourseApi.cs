using System.Text.Json;
using System.Text.Json.Nodes;
using Lectern.PracticeLms.Notices;
using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Api;

/// <summary>Courses: made of others, filled from others, with people in them.</summary>
internal static class CourseApi
{
    public static void MapCourses(this IEndpointRouteBuilder api)
    {
        api.MapGet("/courses", (LmsStore store) => TypedResults.Json(new JsonArray([.. store.State.Courses.Select(course => CourseAnswer.Of(course, store.State.Manner))])));
        api.MapGet("/terms", (LmsStore store) => TypedResults.Json(store.State.Terms));
        api.MapPost("/courses/{id}/copy", (string id, CopyRequest? request, LmsStore store, ContextCopies copies) => Copy(id, request, store, copies, restored: false));
        api.MapPost("/courses/{id}/restore", (string id, CopyRequest? request, LmsStore store, ContextCopies copies) => Copy(id, request, store, copies, restored: true));
        api.MapPost("/courses/{id}/import", Import);
        api.MapPost("/courses/{id}/people", PutPerson);
    }

    private static IResult Copy(string id, CopyRequest? request, LmsStore store, ContextCopies copies, bool restored)
    {
        if (store.State.FindCourse(id) is not { } course)
        {
            return Fault.NotHere("course");
        }

        var wish = new CopyWish
        {
            Label = request?.Label,
            Title = request?.Title,
            People = request?.People ?? CopiedPeople.Everyone,
            Teacher = store.State.FindPerson(request?.Teacher),
            Term = store.State.FindTerm(request?.Term),
            IsRestored = restored,
        };
        return (request?.Teacher is not null && wish.Teacher is null) || (request?.Term is not null && wish.Term is null)
            ? Fault.NotHere("teacher or term")
            : TypedResults.Json(CourseAnswer.Of(copies.Copy(course, wish), store.State.Manner));
    }

    private static IResult Import(string id, ImportRequest request, LmsStore store, ContextCopies copies) =>
        store.State.FindCourse(id) is { } target && store.State.FindCourse(request.Source) is { } source
            ? TypedResults.Json(copies.Import(source, target, request.Activities ?? []).Select(ActivityAnswer.Of))
            : Fault.NotHere("course");

    private static IResult PutPerson(string id, PersonRequest request, LmsStore store, TimeProvider time)
    {
        if (store.State.FindCourse(id) is not { } course)
        {
            return Fault.NotHere("course");
        }

        if (request.StudentsOf is not null)
        {
            return store.State.FindCourse(request.StudentsOf) is { } source
                ? Changed(store.Update(state => Enrolling.PutStudentsOf(state, source, state.FindCourse(id)!, time.GetUtcNow())), id)
                : Fault.NotHere("course");
        }

        return store.State.FindPerson(request.Person) is { } person
            ? Changed(store.Update(state => Enrolling.Put(state, state.FindCourse(id)!, Enrolment(request, person, course, state), time.GetUtcNow())), id)
            : Fault.NotHere("person");
    }

    /// <summary>What is not said stays as it was.</summary>
    private static Enrolment Enrolment(PersonRequest request, Person person, Course course, LmsState state)
    {
        var known = course.Enrolments.Find(enrolment => enrolment.PersonId == person.Id) ?? new Enrolment(person.Id, CourseRole.Learner, []);
        return known with
        {
            Role = request.Role ?? known.Role,
            SectionIds = request.Sections is { } wanted ? [.. course.Sections.Where(section => wanted.Contains(section.Id) || wanted.Contains(section.Name)).Select(section => section.Id)] : known.SectionIds,
            Status = request.Status ?? EnrolmentStatus.Active,
            ObservesId = request.Observes is null ? known.ObservesId : state.FindPerson(request.Observes)?.Id,
        };
    }

    private static IResult Changed(LmsState state, string id) => TypedResults.Json(CourseAnswer.Of(state.FindCourse(id)!, state.Manner));
}
