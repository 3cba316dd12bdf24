using Lectern.Core.Database;
using Lectern.Lti.Memberships;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Contexts;

/// <summary>
/// Brings a course's people in step with the platform's list, in one transaction: all of it or nothing. Rights come from launches alone, so nobody who is at
/// work loses anything by it.
/// </summary>
public sealed class SyncMembers(IDbContextFactory<LecternDbContext> databases, IDatabaseErrors errors, TimeProvider time)
{
    private const int Portion = 500;
    private const int MostTries = 4;

    /// <summary>For so long a launch says more about a role than the list: some platforms name roles only roughly there.</summary>
    private static readonly TimeSpan LaunchCounts = TimeSpan.FromDays(1);

    public Task<SyncOutcome> RunAsync(Roster roster, MemberList list, CancellationToken cancellationToken) =>
        // Somebody may launch for the first time at this moment, or leave by themselves.
        errors.AgainAsync(() => TryAsync(roster, list, cancellationToken), MostTries);

    private async Task<SyncOutcome> TryAsync(Roster roster, MemberList list, CancellationToken cancellationToken)
    {
        var members = list.Members.GroupBy(m => m.UserId, StringComparer.Ordinal).Select(same => same.Last()).ToList();
        var present = members.Where(m => m.Status == MembershipStatus.Active).ToDictionary(m => m.UserId, StringComparer.Ordinal);

        // A course that somebody launched has somebody in it.
        if (list.IsWhole && present.Count == 0)
        {
            return SyncOutcome.Empty;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (!await TakeAsync(database, roster, list, cancellationToken))
        {
            return SyncOutcome.Overtaken;
        }

        var platform = await database.Courses.Where(c => c.Id == roster.CourseId).Select(c => c.PlatformId).FirstAsync(cancellationToken);
        var people = await PeopleAsync(database, platform, members, present, cancellationToken);
        var enrolments = await database.Enrolments.Where(e => e.CourseId == roster.CourseId).ToDictionaryAsync(e => e.PersonId, cancellationToken);
        var here = people.Where(p => present.ContainsKey(p.Subject)).ToList();
        var table = new RoleTable(await database.LmsRoles.Where(r => r.PlatformId == platform && r.Role != null).ToListAsync(cancellationToken));
        Enrol(database, roster, enrolments, here, person => table.Of(present[person.Subject].Roles, []));

        var gone = list.IsWhole
            ? enrolments.Keys.Except(here.Select(p => p.Id)).ToList()
            : people.Where(p => !present.ContainsKey(p.Subject)).Select(p => p.Id).ToList();
        await LeaveAsync(database, roster, enrolments, gone, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return SyncOutcome.Kept;
    }

    // One update decides between two readings: the one that began later may write.
    private async Task<bool> TakeAsync(LecternDbContext database, Roster roster, MemberList list, CancellationToken cancellationToken)
    {
        var (now, read) = (time.GetUtcNow(), list.IsWhole ? roster.BegunAt : roster.ReadAt);
        var changes = list.Changes?.Length <= 2000 ? list.Changes : null;
        return await database.Rosters
            .Where(r => r.CourseId == roster.CourseId && r.BegunAt == roster.BegunAt)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Changes, changes).SetProperty(r => r.ReadAt, read ?? now), cancellationToken) == 1;
    }

    private async Task<List<Person>> PeopleAsync(
        LecternDbContext database, Guid platform, List<Member> members, Dictionary<string, Member> present, CancellationToken cancellationToken)
    {
        var people = new List<Person>();
        foreach (var portion in members.Select(m => m.UserId).Chunk(Portion))
        {
            people.AddRange(await database.People.Where(p => p.PlatformId == platform && portion.Contains(p.Subject)).ToListAsync(cancellationToken));
        }

        var known = people.Select(p => p.Subject).ToHashSet(StringComparer.Ordinal);
        var now = time.GetUtcNow();
        people.AddRange(present.Keys.Where(subject => !known.Contains(subject))
            .Select(subject => database.People.Add(new Person { PlatformId = platform, Subject = subject, FirstSeenAt = now }).Entity));

        // Whose data was erased stays without, until they launch by themselves.
        foreach (var person in people.Where(p => p.ErasedAt is null))
        {
            if (present.TryGetValue(person.Subject, out var member))
            {
                person.Name = StoredText.Clip(member.Person.Name, 255) ?? person.Name;
                person.Email = StoredText.Clip(member.Person.Email, 320) ?? person.Email;
            }
        }

        return people;
    }

    private static void Enrol(LecternDbContext database, Roster roster, Dictionary<Guid, Enrolment> enrolments, List<Person> here, Func<Person, CourseRole> roleOf)
    {
        var begun = roster.BegunAt!.Value;
        foreach (var person in here)
        {
            var role = roleOf(person);
            if (!enrolments.TryGetValue(person.Id, out var enrolment))
            {
                database.Enrolments.Add(new Enrolment { CourseId = roster.CourseId, PersonId = person.Id, Role = role, LastSeenAt = begun });
            }
            else if (enrolment.LastSeenAt < begun - LaunchCounts)
            {
                enrolment.Learn(role, begun);
            }
        }
    }

    // Whoever launched after the reading began, or perhaps did, is there, whatever the list says.
    private static async Task LeaveAsync(LecternDbContext database, Roster roster, Dictionary<Guid, Enrolment> enrolments, List<Guid> gone, CancellationToken cancellationToken)
    {
        var left = gone.Where(id => !enrolments.TryGetValue(id, out var enrolment) || !enrolment.MayBeSeenSince(roster.BegunAt!.Value)).ToList();
        database.Enrolments.RemoveRange(left.Select(id => enrolments.GetValueOrDefault(id)).OfType<Enrolment>());
        foreach (var portion in left.Chunk(Portion))
        {
            await database.SectionMembers
                .Where(m => portion.Contains(m.PersonId) && database.Sections.Any(s => s.Id == m.SectionId && s.CourseId == roster.CourseId))
                .ExecuteDeleteAsync(cancellationToken);
        }
    }
}

/// <param name="IsWhole">Whether it is everybody, or only what changed.</param>
/// <param name="Changes">Where the platform tells what changes from here on.</param>
public sealed record MemberList(IReadOnlyList<Member> Members, bool IsWhole, string? Changes);

public enum SyncOutcome
{
    Kept,

    /// <summary>A list of nobody is no list: nothing was changed.</summary>
    Empty,

    /// <summary>Another reading began later: nothing was changed.</summary>
    Overtaken,
}
