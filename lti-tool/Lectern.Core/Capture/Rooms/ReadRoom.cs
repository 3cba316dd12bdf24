using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Capture.Orders;
using Lectern.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Rooms;

/// <summary>All that the operator sees of one room.</summary>
public sealed class ReadRoom(IDbContextFactory<LecternDbContext> databases, ReadRooms rooms, TimeProvider time)
{
    private const int MostBookings = 100;
    private const int MostWaiting = 100;
    private const int LatestOrders = 5;

    /// <summary>Null when there is no such room.</summary>
    public async Task<RoomDetails?> RunAsync(Guid roomId, string actor, CancellationToken cancellationToken)
    {
        if (await rooms.WatchAsync(roomId, actor, cancellationToken) is not { } room)
        {
            return null;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var open = database.Bookings.AsNoTracking().Where(b => b.RoomId == roomId && b.CancelledAt == null && b.EndsAt > now);
        return new RoomDetails(
            room,
            await database.Devices.AsNoTracking().Where(d => d.RoomId == roomId).OrderByDescending(d => d.EnrolledAt).ToListAsync(cancellationToken),
            await open.OrderBy(b => b.StartsAt).Take(MostBookings)
                .Select(b => new BookedCourse(b, database.Courses.Where(c => c.Id == b.CourseId).Select(c => c.Label ?? c.Title).FirstOrDefault()))
                .ToListAsync(cancellationToken),
            await open.CountAsync(cancellationToken),
            await WaitingAsync(database, roomId, cancellationToken),
            await RecordedHere.OfAsync(database, roomId, now, cancellationToken),
            await database.RoomOrders.AsNoTracking().Where(o => o.RoomId == roomId).OrderByDescending(o => o.GivenAt).Take(LatestOrders).ToListAsync(cancellationToken));
    }

    private static Task<List<WaitingRecording>> WaitingAsync(LecternDbContext database, Guid roomId, CancellationToken cancellationToken)
    {
        // Before its original was made, all there is of it lies here.
        var failed = database.Jobs.Where(job => job.Kind == JobKind.Video && job.State == JobState.Failed && database.Sources.Any(source => source.VideoId == job.VideoId && source.MediaKey == null));
        return database.Recordings.Where(r => r.VerifiedAt != null && (r.VideoId == null || failed.Any(job => job.VideoId == r.VideoId)) && r.Parts.Any(part => part.Length > 0) && r.Booking!.RoomId == roomId)
            .OrderByDescending(r => r.StartedAt)
            .Take(MostWaiting)
            .Select(r => new WaitingRecording(r.Id, r.StartedAt, r.Booking!.Id, r.Booking.Title, r.Booking.CourseId != null, failed.Where(job => job.VideoId == r.VideoId).Select(job => job.Error).FirstOrDefault()))
            .ToListAsync(cancellationToken);
    }
}

/// <param name="Devices">All that were ever enrolled, the newest first.</param>
/// <param name="Bookings">The next ones.</param>
/// <param name="Booked">How many there are in all.</param>
/// <param name="Waiting">What is held whole and is no video yet, the newest first.</param>
/// <param name="Recorded">What came last, the newest first.</param>
/// <param name="Orders">The last ones, the newest first.</param>
public sealed record RoomDetails(RoomNow Now, IReadOnlyList<Device> Devices, IReadOnlyList<BookedCourse> Bookings, int Booked, IReadOnlyList<WaitingRecording> Waiting, IReadOnlyList<RecordedHere> Recorded, IReadOnlyList<RoomOrder> Orders);

/// <param name="BookingId">What it is of.</param>
/// <param name="Title">Of the booking; empty for what was recorded by hand and got none.</param>
/// <param name="HasCourse">It waits for somebody who teaches there.</param>
/// <param name="Fault">Why no video could be made of it; null while it waits.</param>
public sealed record WaitingRecording(Guid Id, DateTimeOffset StartedAt, Guid BookingId, string Title, bool HasCourse, string? Fault);
