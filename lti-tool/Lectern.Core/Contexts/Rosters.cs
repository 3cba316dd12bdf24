using Lectern.Core.Database;
using Lectern.Lti.Memberships;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Contexts;

/// <summary>Keeps where member lists are, and gives each reading to one server.</summary>
public sealed class Rosters(IDbContextFactory<LecternDbContext> databases, IDatabaseErrors errors, TimeProvider time)
{
    private const int LongestAddress = 2000;

    /// <summary>Keeps the list that a launch offers. Null when the launch is of no course.</summary>
    public async Task<Guid?> OfferAsync(Guid launchId, MembershipsEndpoint endpoint, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var launch = await database.Launches.Where(l => l.Id == launchId).Select(l => new { l.CourseId, l.RegistrationId }).FirstOrDefaultAsync(cancellationToken);
        if (launch?.CourseId is not { } course || endpoint.Address.Length > LongestAddress)
        {
            return null;
        }

        var roster = await database.Rosters.FirstOrDefaultAsync(r => r.CourseId == course, cancellationToken)
            ?? database.Rosters.Add(new Roster { CourseId = course, Address = endpoint.Address }).Entity;
        if (roster.Address != endpoint.Address || roster.RegistrationId != launch.RegistrationId)
        {
            (roster.Address, roster.RegistrationId, roster.Changes, roster.ReadAt) = (endpoint.Address, launch.RegistrationId, null, null);
        }

        roster.OfferedAt = time.GetUtcNow();
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (errors.IsUniqueViolation(exception))
        {
            // Another server keeps the same list at this moment.
        }

        return course;
    }

    /// <summary>Begins a reading, unless one began within this time.</summary>
    /// <returns>What to read; null when it is not due, or another server reads.</returns>
    public async Task<Roster?> TryBeginAsync(Guid course, TimeSpan freshness, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var stale = now - freshness;
        var begun = await database.Rosters
            .Where(r => r.CourseId == course && (r.BegunAt == null || r.BegunAt <= stale))
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.BegunAt, now), cancellationToken);
        return begun == 0 ? null : await database.Rosters.AsNoTracking().FirstOrDefaultAsync(r => r.CourseId == course, cancellationToken);
    }

    /// <summary>Courses in use whose last reading began before this time; those that have waited longest first.</summary>
    public async Task<IReadOnlyList<Guid>> DueAsync(TimeSpan freshness, TimeSpan use, int most, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var (stale, unused) = (now - freshness, now - use);
        return await database.Rosters
            .Where(r => r.OfferedAt > unused && (r.BegunAt == null || r.BegunAt <= stale))
            .OrderBy(r => r.BegunAt)
            .Select(r => r.CourseId)
            .Take(most)
            .ToListAsync(cancellationToken);
    }
}
