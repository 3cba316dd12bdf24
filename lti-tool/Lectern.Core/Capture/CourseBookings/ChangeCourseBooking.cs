using Lectern.Core.Capture.Bookings;
using Lectern.Core.Governance;
using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.CourseBookings;

/// <summary>
/// Changes what is booked for the course of a launch, one time or the series with it, whoever booked it. A new time or room is taken only where the room is open to the course; title, sections and
/// publish rule are its own to choose in any room.
/// </summary>
public sealed class ChangeCourseBooking(IDbContextFactory<LecternDbContext> databases, FindCourseBooking find, ChangeBooking change, ChangeSeries series)
{
    /// <param name="wish">Its course stays, and its owner as long as they teach there.</param>
    /// <param name="withSeries">Whether what is to come of its series is changed with it.</param>
    /// <param name="laterOnly">And of that what comes after it alone.</param>
    public async Task<BookingAnswer> RunAsync(Launch launch, Guid bookingId, BookingWish wish, Guid toRoomId, bool withSeries, bool laterOnly, CancellationToken cancellationToken)
    {
        if (CourseTerms.Of(launch) is not { } terms || await find.RunAsync(launch, bookingId, cancellationToken) is not { Booking: var booking })
        {
            return BookingAnswer.Not(BookingFault.NotThere);
        }

        var owner = booking.OwnerId is { } kept ? await CourseOwner.OfAsync(databases, terms.CourseId, [kept, launch.PersonId], cancellationToken) : null;
        var (wished, actor) = (wish with { CourseId = terms.CourseId, OwnerId = owner }, Actors.Of(launch.PersonId));
        return withSeries && booking.SeriesId is not null
            ? await series.RunAsync(booking.RoomId, bookingId, wished, toRoomId, laterOnly, actor, terms, cancellationToken)
            : await change.RunAsync(booking.RoomId, bookingId, wished, toRoomId, actor, terms, cancellationToken);
    }
}
