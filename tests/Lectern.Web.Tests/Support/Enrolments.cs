using Lectern.Core;
using Lectern.Core.Contexts;

namespace Lectern.Web.Tests.Support;

/// <summary>Who is known in the course of a visit.</summary>
internal static class Enrolments
{
    public static IQueryable<Enrolment> EnrolmentsIn(this LecternDbContext rows, Visit visit) =>
        rows.Enrolments.Where(e => rows.Courses.Any(c => c.Id == e.CourseId && c.ContextId == visit.Course));

    public static IQueryable<Enrolment> EnrolmentsIn(this LecternDbContext rows, Visit visit, string subject) =>
        rows.EnrolmentsIn(visit).Where(e => rows.People.Any(p => p.Id == e.PersonId && p.Subject == subject));
}
