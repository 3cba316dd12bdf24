using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Governance;

/// <summary>The people of an LMS, for its administrator's data privacy launch. One that is about somebody finds nobody else.</summary>
public sealed class FindPeople(IDbContextFactory<LecternDbContext> databases)
{
    public const int Most = 50;

    public async Task<IReadOnlyList<FoundPerson>> RunAsync(Launch launch, string? search, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var people = database.People.LookedAfterBy(launch);
        if (!string.IsNullOrWhiteSpace(search))
        {
            var wanted = search.Trim().ToUpperInvariant();
#pragma warning disable CA1304, CA1311, CA1862 // Translated to SQL, which knows no culture.
            people = people.Where(p => p.Subject == search.Trim() || p.Name!.ToUpper().Contains(wanted) || p.Email!.ToUpper().Contains(wanted));
#pragma warning restore CA1304, CA1311, CA1862
        }

        return await people
            .OrderBy(p => p.Name ?? p.Subject)
            .ThenBy(p => p.Id)
            .Select(p => new FoundPerson(p.Id, p.Subject, p.Name, p.Email, p.ErasedAt))
            .Take(Most)
            .ToListAsync(cancellationToken);
    }
}
