using Lectern.Core.Capture.Alarms;
using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Database;
using Lectern.Core.Governance;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Rooms;

/// <summary>All rooms, or one, as they are now. Whoever watches is heard: their devices tell every second for a while.</summary>
public sealed class ReadRooms(IDbContextFactory<LecternDbContext> databases, RoomPictures pictures, TimeProvider time)
{
    // Cameras of a room in which nothing is recorded run no longer than somebody looks: a page asks every second.
    private static readonly TimeSpan s_watch = TimeSpan.FromSeconds(12);

    // Who turns to another window and comes back goes on watching.
    private static readonly TimeSpan s_sameWatch = TimeSpan.FromMinutes(5);

    public async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Rooms.CountAsync(cancellationToken);
    }

    /// <summary>All of them, without looking for pictures: those lie in files.</summary>
    public async Task<IReadOnlyList<RoomNow>> RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await ReadAsync(database, database.Rooms, withPictures: false, cancellationToken);
    }

    /// <param name="search">In name or building; null for all.</param>
    public async Task<IReadOnlyList<RoomNow>> WatchAsync(string? search, string actor, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await WatchAsync(database, Searched(database.Rooms, search), actor, cancellationToken);
    }

    /// <summary>Null when there is no such room.</summary>
    public async Task<RoomNow?> FindAsync(Guid roomId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return (await ReadAsync(database, database.Rooms.Where(r => r.Id == roomId), withPictures: true, cancellationToken)).SingleOrDefault();
    }

    /// <summary>Null when there is no such room.</summary>
    public async Task<RoomNow?> WatchAsync(Guid roomId, string actor, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return (await WatchAsync(database, database.Rooms.Where(r => r.Id == roomId), actor, cancellationToken)).SingleOrDefault();
    }

    /// <summary>Whether somebody is known to look at the room now: nobody sees it unseen.</summary>
    public async Task<bool> IsWatchedAsync(Guid roomId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        return await database.Rooms.AnyAsync(room => room.Id == roomId && room.WatchedUntil > now, cancellationToken);
    }

    private static IQueryable<Room> Searched(IQueryable<Room> rooms, string? search) =>
        string.IsNullOrWhiteSpace(search)
            ? rooms
#pragma warning disable CA1304, CA1311, CA1862 // Translated to SQL, where only the plain form is known.
            : rooms.Where(r => r.Name.ToLower().Contains(search.Trim().ToLower()) || r.Building.ToLower().Contains(search.Trim().ToLower()));
#pragma warning restore CA1304, CA1311, CA1862

    private async Task<IReadOnlyList<RoomNow>> ReadAsync(LecternDbContext database, IQueryable<Room> wanted, bool withPictures, CancellationToken cancellationToken)
    {
        var rooms = await wanted.AsNoTracking().Include(r => r.Sources).OrderBy(r => r.Building).ThenBy(r => r.Name).ToListAsync(cancellationToken);
        var devices = await database.Devices.AsNoTracking().Where(d => wanted.Any(r => r.Id == d.RoomId) && !d.IsStandby && d.RevokedAt == null && d.ReplacedAt == null).ToListAsync(cancellationToken);
        var (now, booked) = (time.GetUtcNow(), await NearBookingsAsync(database, wanted, cancellationToken));
        var judged = await database.Preflights.AsNoTracking().Where(p => database.Bookings.Any(b => b.Id == p.BookingId && b.StartsAt > now && wanted.Any(r => r.Id == b.RoomId))).ToListAsync(cancellationToken);
        var alarms = (await database.RoomAlarms.AsNoTracking().Where(a => a.Until == null && wanted.Any(r => r.Id == a.RoomId)).ToListAsync(cancellationToken)).ToLookup(a => a.RoomId);
        var held = await database.Bookings.Where(b => wanted.Any(r => r.Id == b.RoomId) && b.StartsAt <= now && b.EndsAt > now && database.Recordings.Any(r => r.BookingId == b.Id)).Select(b => b.Id).ToHashSetAsync(cancellationToken);
        var shown = new List<RoomNow>();
        foreach (var room in rooms)
        {
            var device = devices.Find(one => one.RoomId == room.Id);
            var own = booked.Where(one => one.Booking.RoomId == room.Id).OrderBy(one => one.Booking.StartsAt).ToList();
            var current = own.FindLast(one => one.Booking.StartsAt <= now);
            var next = own.Find(one => one.Booking.StartsAt > now);
            shown.Add(new RoomNow(
                room,
                device,
                device?.ReadStatus(),
                current,
                next,
                withPictures ? await PicturesAsync(room, cancellationToken) : new Dictionary<string, DateTimeOffset>(),
                judged.Find(one => one.BookingId == next?.Booking.Id))
            {
                Alarms = [.. alarms[room.Id]],
                HoldsCurrent = current is not null && held.Contains(current.Booking.Id),
            });
        }

        return shown;
    }

    // The next two weeks of all rooms at once: one question, however many rooms.
    private async Task<List<BookedCourse>> NearBookingsAsync(LecternDbContext database, IQueryable<Room> wanted, CancellationToken cancellationToken)
    {
        var (now, soon) = (time.GetUtcNow(), time.GetUtcNow().AddDays(14));
        return await database.Bookings.AsNoTracking()
            .Where(b => wanted.Any(r => r.Id == b.RoomId) && b.CancelledAt == null && b.EndsAt > now && b.StartsAt < soon)
            .Select(b => new BookedCourse(b, database.Courses.Where(c => c.Id == b.CourseId).Select(c => c.Label ?? c.Title).FirstOrDefault()))
            .ToListAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<RoomNow>> WatchAsync(LecternDbContext database, IQueryable<Room> wanted, string actor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var shown = await ReadAsync(database, wanted, withPictures: true, cancellationToken);

        // Written now and then only: a page asks every second.
        var (until, soon, before) = (now + s_watch, now + (s_watch / 2), now - s_sameWatch);
        if (shown.All(one => one.Room.WatchedUntil >= soon))
        {
            return shown;
        }

        var begins = shown.Where(one => one.Room.WatchedUntil is not { } watched || watched < before).Select(one => one.Room).ToList();
        var begun = await wanted.Where(r => r.WatchedUntil == null || r.WatchedUntil < before).ExecuteUpdateAsync(set => set.SetProperty(r => r.WatchedUntil, until), cancellationToken);
        await wanted.Where(r => r.WatchedUntil < soon).ExecuteUpdateAsync(set => set.SetProperty(r => r.WatchedUntil, until), cancellationToken);
        if (begun > 0)
        {
            database.Audit.Add(new AuditEntry { At = now, Actor = actor, Act = Acts.WatchRoom, Subject = shown.Count == 1 ? shown[0].Room.Id.ToString() : null, Detail = StoredText.Clip(string.Join(", ", begins.Select(room => $"{room.Building} {room.Name}".Trim())), AuditEntry.LongestDetail) });
            await database.SaveChangesAsync(cancellationToken);
        }

        return shown;
    }

    private async Task<IReadOnlyDictionary<string, DateTimeOffset>> PicturesAsync(Room room, CancellationToken cancellationToken)
    {
        var seen = new Dictionary<string, DateTimeOffset>();
        foreach (var source in room.Sources.Where(source => source.IsPicture && room.SendsPictures))
        {
            if (await pictures.SeenAtAsync(room.Id, source.Name, cancellationToken) is { } at)
            {
                seen[source.Name] = at;
            }
        }

        return seen;
    }
}
