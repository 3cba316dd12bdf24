using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Contexts;

/// <summary>The sections of the launch's course, as far as launches have told them; for teachers.</summary>
public sealed class ListSections(IDbContextFactory<LecternDbContext> databases)
{
    public async Task<IReadOnlyList<ListedSection>> RunAsync(Launch launch, CancellationToken cancellationToken)
    {
        if (!launch.CanEdit())
        {
            return [];
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Sections
            .Where(s => s.CourseId == launch.CourseId)
            .OrderBy(s => s.Name ?? s.Key)
            .Select(s => new ListedSection(s.Id, s.Name, s.Key, s.Members.Count))
            .ToListAsync(cancellationToken);
    }
}

/// <param name="Name">The platform's name of it; null where it tells only the id.</param>
/// <param name="People">How many of its people were seen.</param>
public sealed record ListedSection(Guid Id, string? Name, string Key, int People);
