using Lectern.Core.Capture.Alarms;
using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Collections;
using Lectern.Core.Contexts;
using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.CourseBookings;

/// <summary>What is booked for the course of a launch, what became of what was, and which rooms it may book.</summary>
public sealed class ReadCourseBookings(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    private const int MostComing = 100;
    private const int MostPast = 20;

    /// <summary>Whether there is anything to see: rooms that it may book, or something that is or was booked for it.</summary>
    public async Task<bool> AnyAsync(Launch launch, CancellationToken cancellationToken)
    {
        if (CourseTerms.Of(launch) is not { } terms)
        {
            return false;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Rooms.BookableFrom(terms.PlatformId).AnyAsync(cancellationToken) || await database.Bookings.Of(terms).AnyAsync(cancellationToken);
    }

    /// <summary>The rooms that the course may book, and its own sections; null when the launch may book nothing.</summary>
    public async Task<BookableRooms?> RoomsAsync(Launch launch, CancellationToken cancellationToken)
    {
        if (CourseTerms.Of(launch) is not { } terms)
        {
            return null;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return new BookableRooms(
            await RoomsAsync(database, terms, cancellationToken),
            await database.Sections.AsNoTracking().Where(s => s.CourseId == terms.CourseId && !s.IsWholeCourse).OrderBy(s => s.Name ?? s.Key).ToListAsync(cancellationToken));
    }

    /// <summary>Null when the launch may book nothing.</summary>
    public async Task<CourseRecordings?> RunAsync(Launch launch, CancellationToken cancellationToken)
    {
        if (CourseTerms.Of(launch) is not { } terms)
        {
            return null;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var open = database.Bookings.AsNoTracking().Of(terms).Open(now);
        return new CourseRecordings(
            await RoomsAsync(database, terms, cancellationToken),
            await open.OrderBy(b => b.StartsAt).Take(MostComing)
                .Join(database.Rooms, b => b.RoomId, r => r.Id, (b, r) => new ComingRecording(b, r, database.Recordings.Any(row => row.BookingId == b.Id && row.EndedAt == null)))
                .ToListAsync(cancellationToken),
            await open.CountAsync(cancellationToken),
            await PastAsync(database, launch, terms, now, cancellationToken));
    }

    private static Task<List<Room>> RoomsAsync(LecternDbContext database, CourseTerms terms, CancellationToken cancellationToken) =>
        database.Rooms.AsNoTracking().BookableFrom(terms.PlatformId).OrderBy(r => r.Building).ThenBy(r => r.Name).ToListAsync(cancellationToken);

    private static async Task<List<PastRecording>> PastAsync(LecternDbContext database, Launch launch, CourseTerms terms, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var collection = launch.CollectionId;
        var shown = database.Items.Where(CollectionItem.Stands).Where(item => item.CollectionId == collection);
        var over = await database.Bookings.AsNoTracking().Of(terms)
            .Where(b => (b.CancelledAt == null && b.EndsAt <= now) || (b.CancelledAt != null && database.Recordings.Any(r => r.BookingId == b.Id)))
            .OrderByDescending(b => b.StartsAt).Take(MostPast)
            .Join(database.Rooms.WithRemoved(), b => b.RoomId, r => r.Id, (b, r) => new { Booking = b, Room = r })
            .ToListAsync(cancellationToken);
        var ids = over.ConvertAll(one => one.Booking.Id);
        var recordings = (await database.Recordings.Where(r => r.BookingId != null && ids.Contains(r.BookingId.Value))
            .Select(r => new { r.BookingId, r.StartedAt, r.VerifiedAt, r.VideoId, IsShown = shown.Any(item => item.VideoId == r.VideoId) })
            .ToListAsync(cancellationToken)).ToLookup(r => r.BookingId);
        var rooms = over.Select(one => one.Room.Id).Distinct().ToList();
        var devices = (await database.Devices.AsNoTracking().Where(d => rooms.Contains(d.RoomId) && d.RevokedAt == null && d.ReplacedAt == null).ToListAsync(cancellationToken)).ToLookup(d => d.RoomId);
        return over.ConvertAll(one =>
        {
            var own = recordings[one.Booking.Id].OrderBy(r => r.StartedAt).ToList();
            return new PastRecording(
                one.Booking,
                one.Room,
                [.. own.Where(r => r.IsShown).Select(r => r.VideoId!.Value)],
                own.Count == 0 ? (devices[one.Room.Id].Any(device => MayBring(device, one.Booking, now)) ? PastState.Coming : PastState.NothingHere) : own.Exists(r => r.VideoId is null && r.VerifiedAt is null) ? PastState.Coming : own.TrueForAll(r => r.VideoId is null) ? PastState.Waiting : PastState.Video);
        });
    }

    // A box brings what it recorded when it finds the time; an agent tells of it as soon as it is heard again.
    private static bool MayBring(Device device, Booking booking, DateTimeOffset now) => booking.CancelledAt is null && device.EnrolledAt < booking.EndsAt
        && (device.IsBox ? booking.EndsAt >= now - JudgeRoom.BoxBringsWithin : device.LastSeenAt is not { } heard || heard <= booking.EndsAt);
}

/// <param name="Rooms">That the course may book.</param>
/// <param name="Sections">Its own.</param>
public sealed record BookableRooms(IReadOnlyList<Room> Rooms, IReadOnlyList<Section> Sections);

/// <param name="Rooms">That it may book.</param>
/// <param name="Coming">The next ones.</param>
/// <param name="Booked">How many there are in all.</param>
/// <param name="Past">The last ones, the newest first.</param>
public sealed record CourseRecordings(IReadOnlyList<Room> Rooms, IReadOnlyList<ComingRecording> Coming, int Booked, IReadOnlyList<PastRecording> Past);

/// <param name="IsRecorded">Its recording has begun.</param>
public sealed record ComingRecording(Booking Booking, Room Room, bool IsRecorded);

/// <param name="Videos">That the course has of it; a recording that was stopped and begun again is several.</param>
public sealed record PastRecording(Booking Booking, Room Room, IReadOnlyList<Guid> Videos, PastState State);

public enum PastState
{
    /// <summary>Nothing was recorded, or nothing of it has come.</summary>
    NothingHere,

    /// <summary>Some of it is here, or its room may still bring it.</summary>
    Coming,

    /// <summary>All of it is here, and waits for somebody who teaches in the course.</summary>
    Waiting,

    /// <summary>It was made a video, which may have been taken out since.</summary>
    Video,
}
