using Lectern.Core.Contexts;
using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Checks;

/// <summary>Whether learners of each section would see one video of the launch's course.</summary>
public sealed class CheckVideo(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    /// <summary>An answer for learners of no section first, then one for each section; empty when it is not this launch's to ask.</summary>
    public async Task<IReadOnlyList<SectionCheck>> RunAsync(Launch launch, Guid video, IReadOnlyList<ListedSection> sections, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (!launch.CanEdit() || !await database.Items.AnyAsync(i => i.CollectionId == launch.CollectionId && i.VideoId == video, cancellationToken))
        {
            return [];
        }

        var answers = new List<SectionCheck>();
        foreach (var section in sections.Prepend(null))
        {
            var broken = await CheckCourse.OfVideosAsync(new CheckScope(database, launch, section?.Id, time.GetUtcNow()), [video], cancellationToken);
            answers.Add(new SectionCheck(section, broken is [var found] ? found : null));
        }

        return answers;
    }
}

/// <param name="Section">Null for learners who are in none.</param>
/// <param name="Broken">Why they don't see it; null where it plays.</param>
public sealed record SectionCheck(ListedSection? Section, CheckedVideo? Broken);
