using Lectern.Core.Capture.Bookings;
using Lectern.Core.Contexts;
using Lectern.Core.Governance;
using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.CourseBookings;

/// <summary>Books a room for the course of a launch, by who teaches it: what is recorded is a video of that course, and theirs.</summary>
public sealed class BookForCourse(IDbContextFactory<LecternDbContext> databases, BookRoom book)
{
    /// <param name="wish">Its course and owner are the launch's, whatever it says.</param>
    /// <param name="repeat">By which rule; null for one time.</param>
    public async Task<BookingAnswer> RunAsync(Launch launch, Guid roomId, BookingWish wish, Repeat? repeat, Guid requestId, CancellationToken cancellationToken)
    {
        if (CourseTerms.Of(launch) is not { } terms)
        {
            return BookingAnswer.Not(BookingFault.NotOpenToCourse);
        }

        var owner = await CourseOwner.OfAsync(databases, terms.CourseId, [launch.PersonId], cancellationToken);
        return await book.RunAsync(roomId, wish with { CourseId = terms.CourseId, OwnerId = owner }, repeat, requestId, Actors.Of(launch.PersonId), terms, cancellationToken);
    }
}

internal static class CourseOwner
{
    /// <summary>The first of some people who teaches in a course; null for the course's teacher, where none does.</summary>
    internal static async Task<Guid?> OfAsync(IDbContextFactory<LecternDbContext> databases, Guid courseId, IReadOnlyList<Guid> people, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var teaching = await database.Enrolments.OfTeachers().Where(e => e.CourseId == courseId && people.Contains(e.PersonId)).Select(e => e.PersonId).ToListAsync(cancellationToken);
        return people.Where(teaching.Contains).Select(person => (Guid?)person).FirstOrDefault();
    }
}
