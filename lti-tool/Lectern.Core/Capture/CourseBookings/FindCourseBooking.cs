using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.CourseBookings;

/// <summary>What is booked for the course of a launch and not over, to be changed or cancelled there.</summary>
public sealed class FindCourseBooking(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    /// <summary>Null when it is over, cancelled, another course's or not there at all: which of them is not said.</summary>
    public async Task<CourseBooking?> RunAsync(Launch launch, Guid bookingId, CancellationToken cancellationToken)
    {
        if (CourseTerms.Of(launch) is not { } terms)
        {
            return null;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Bookings.AsNoTracking().Include(b => b.Sections).Open(time.GetUtcNow()).Of(terms).Where(b => b.Id == bookingId)
            .Join(database.Rooms, b => b.RoomId, r => r.Id, (b, r) => new CourseBooking(b, r))
            .FirstOrDefaultAsync(cancellationToken);
    }
}

public sealed record CourseBooking(Booking Booking, Room Room);
