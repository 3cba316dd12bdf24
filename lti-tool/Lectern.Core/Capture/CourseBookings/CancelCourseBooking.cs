using Lectern.Core.Capture.Bookings;
using Lectern.Core.Governance;
using Lectern.Core.Launches;

namespace Lectern.Core.Capture.CourseBookings;

/// <summary>
/// Cancels what is booked for the course of a launch, whoever booked it: who teaches may refuse to be recorded. What a timetable names stays cancelled when that is read again, also where it moved it on its day; a recording that runs ends,
/// and what was recorded until then is kept.
/// </summary>
public sealed class CancelCourseBooking(FindCourseBooking find, CancelBooking cancel)
{
    /// <summary>False when it is not the course's, takes place no more, or was moved to another room meanwhile: nothing was cancelled then.</summary>
    /// <param name="andLater">Whether those of its series that follow are cancelled too.</param>
    public async Task<bool> RunAsync(Launch launch, Guid bookingId, bool andLater, CancellationToken cancellationToken)
    {
        if (CourseTerms.Of(launch) is not { } terms || await find.RunAsync(launch, bookingId, cancellationToken) is not { Booking: var booking })
        {
            return false;
        }

        return await cancel.RunAsync(booking.RoomId, bookingId, andLater, Actors.Of(launch.PersonId), terms, cancellationToken) > 0;
    }
}
