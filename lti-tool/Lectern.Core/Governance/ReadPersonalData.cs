using Lectern.Core.Capture.Rooms;
using Lectern.Core.Contexts;
using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Governance;

/// <summary>What is kept of one person, to be looked at or to be taken along.</summary>
public sealed class ReadPersonalData(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    /// <returns>Null when this launch may not look after them.</returns>
    public async Task<PersonalData?> RunAsync(Launch launch, Guid personId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await ReadAsync(database, launch, personId, cancellationToken);
    }

    /// <summary>The same, for a file that leaves the house: the audit list tells of it.</summary>
    public async Task<PersonalData?> ExportAsync(Launch launch, Guid personId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await ReadAsync(database, launch, personId, cancellationToken) is not { } data)
        {
            return null;
        }

        database.Audit.Add(new AuditEntry { At = time.GetUtcNow(), Actor = Actors.Of(launch.PersonId), Act = Acts.ExportPerson, Subject = personId.ToString() });
        await database.SaveChangesAsync(cancellationToken);
        return data;
    }

    private static async Task<PersonalData?> ReadAsync(LecternDbContext database, Launch launch, Guid personId, CancellationToken cancellationToken)
    {
        if (await database.People.LookedAfterBy(launch).AsNoTracking().FirstOrDefaultAsync(p => p.Id == personId, cancellationToken) is not { } person)
        {
            return null;
        }

        var enrolments = await database.Enrolments.Where(e => e.PersonId == personId)
            .Join(database.Courses, e => e.CourseId, c => c.Id, (e, c) => new { c.Id, c.Title, c.Label, e.Role, e.LastSeenAt })
            .OrderBy(e => e.Title)
            .ToListAsync(cancellationToken);
        var sections = await database.SectionMembers.Where(m => m.PersonId == personId)
            .Join(database.Sections, m => m.SectionId, s => s.Id, (_, s) => new { s.CourseId, Name = s.Name ?? s.Key })
            .ToListAsync(cancellationToken);
        return new PersonalData(
            person.Id,
            person.Subject,
            person.Name,
            person.Email,
            person.FirstSeenAt,
            person.ErasedAt,
            enrolments.ConvertAll(e => new KeptEnrolment(e.Title, e.Label, e.Role, e.LastSeenAt == Enrolment.Never ? null : e.LastSeenAt, [.. sections.Where(s => s.CourseId == e.Id).Select(s => s.Name).Order(StringComparer.Ordinal)])),
            await database.Launches.Where(l => l.PersonId == personId && l.Id != launch.Id).OrderByDescending(l => l.CreatedAt)
                .Select(l => new KeptLaunch(l.CreatedAt, l.Course!.Title, l.Role)).ToListAsync(cancellationToken),
            await database.WatchRecords.Where(w => w.PersonId == personId)
                .Join(database.Videos, w => w.VideoId, v => v.Id, (w, v) => new { v.Title, w.Percent, w.LastAt })
                .OrderByDescending(w => w.LastAt)
                .Select(w => new KeptWatching(w.Title, w.Percent, w.LastAt)).ToListAsync(cancellationToken),
            await database.Uploads.Where(u => u.PersonId == personId).OrderByDescending(u => u.CreatedAt)
                .Select(u => new KeptUpload(u.FileName, u.Title, u.Length, u.CreatedAt)).ToListAsync(cancellationToken),
            await database.Bookings.Where(b => b.OwnerId == personId).OrderByDescending(b => b.StartsAt)
                .Join(database.Rooms.WithRemoved(), b => b.RoomId, r => r.Id, (b, r) => new KeptBooking(b.Title, r.Name, b.StartsAt, b.EndsAt)).ToListAsync(cancellationToken));
    }
}
