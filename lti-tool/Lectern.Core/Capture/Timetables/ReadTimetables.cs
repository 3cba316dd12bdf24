using Lectern.Core.Capture.Bookings;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Timetables;

/// <summary>The timetables of rooms: for their pages, and for whoever reads them.</summary>
public sealed class ReadTimetables(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    private const int MostClashes = 50;

    // Courses are opened and rooms become free without the timetable changing.
    private static readonly TimeSpan s_wholeEvery = TimeSpan.FromDays(1);

    public async Task<RoomTimetables> RunAsync(Guid roomId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var clashing = await database.Bookings.AsNoTracking().Where(row => row.RoomId == roomId && row.ClashesWithId != null && row.EndsAt > now).OrderBy(row => row.StartsAt).Take(MostClashes)
            .Select(row => new Clash(row, database.Bookings.Where(other => other.Id == row.ClashesWithId).Select(other => other.Title).FirstOrDefault())).ToListAsync(cancellationToken);
        return new RoomTimetables(await database.Timetables.AsNoTracking().Where(row => row.RoomId == roomId).OrderBy(row => row.AddedAt).ToListAsync(cancellationToken), clashing);
    }

    /// <summary>How the one that was added last finds its courses: most of a school's timetables come from one product.</summary>
    public async Task<Timetable?> LatestAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Timetables.AsNoTracking().OrderByDescending(row => row.AddedAt).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Takes those whose time has come, until <paramref name="pause"/> is over: of several servers each takes others.</summary>
    public async Task<IReadOnlyList<DueTimetable>> TakeDueAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var (now, next) = (time.GetUtcNow(), time.GetUtcNow() + pause);
        var due = await database.Timetables.AsNoTracking().Where(row => row.NextAt <= now && database.Rooms.Any(room => room.Id == row.RoomId)).OrderBy(row => row.NextAt).ToListAsync(cancellationToken);
        var taken = new List<DueTimetable>();
        foreach (var row in due)
        {
            if (await database.Timetables.Where(one => one.Id == row.Id && one.NextAt == row.NextAt).ExecuteUpdateAsync(set => set.SetProperty(one => one.NextAt, next), cancellationToken) == 1)
            {
                var mayBeOld = row.WholeAt > now - s_wholeEvery;
                taken.Add(new DueTimetable(row.Id, row.Address, row.Property, row.Pattern, mayBeOld ? row.ETag : null, mayBeOld ? row.Modified : null));
            }
        }

        return taken;
    }
}

/// <param name="Clashes">Times at which something else is booked.</param>
public sealed record RoomTimetables(IReadOnlyList<Timetable> All, IReadOnlyList<Clash> Clashes);

/// <param name="Booking">What the timetable wishes.</param>
/// <param name="With">What is booked then.</param>
public sealed record Clash(Booking Booking, string? With);

/// <param name="ETag">To be asked whether it changed; null where all of it has to come.</param>
public sealed record DueTimetable(Guid Id, string Address, string Property, string? Pattern, string? ETag, string? Modified)
{
    internal bool IsOf(Timetable timetable) => (Id, Address, Property, Pattern) == (timetable.Id, timetable.Address, timetable.Property, timetable.Pattern);
}
