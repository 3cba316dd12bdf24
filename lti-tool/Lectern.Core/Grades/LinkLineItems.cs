using Lectern.Lti;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Grades;

/// <summary>Remembers where a graded link's grades are on the platform, and sees to it that there is a place for them.</summary>
public sealed class LinkLineItems(IDbContextFactory<LecternDbContext> databases, Gradebook gradebook)
{
    /// <summary>Where the link's grades are. Null when another sender may be making the place at this moment.</summary>
    internal async Task<LtiResult<string>?> FindOrMakeAsync(GradedLink link, CancellationToken cancellationToken)
    {
        var found = await gradebook.FindAsync(link, cancellationToken);
        if (found is null && await TakeAsync(link, cancellationToken))
        {
            found = await gradebook.MakeAsync(link, await TitleAsync(link, cancellationToken), cancellationToken);
        }

        if (found is { IsAccepted: true } && link.LineItem != found.Value)
        {
            await SetAsync(link, found.Value, cancellationToken);
        }

        return found;
    }

    /// <summary>Where a refusal says that somebody deleted the column, the next try looks for another.</summary>
    internal Task ForgetGoneAsync(GradedLink link, Rejection rejection, CancellationToken cancellationToken) =>
        rejection.Code == Rejections.ServiceTargetGone.Code ? SetAsync(link, null, cancellationToken) : Task.CompletedTask;

    // Two servers that both found no line item would make two.
    private async Task<bool> TakeAsync(GradedLink link, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var (seen, next) = (link.Version, Guid.CreateVersion7());
        return await database.GradedLinks.Where(l => l.ResourceLinkId == link.ResourceLinkId && l.Version == seen)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.Version, next), cancellationToken) == 1;
    }

    private async Task<string> TitleAsync(GradedLink link, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return link.ResourceLink.Title ?? await database.Videos.Where(v => v.Id == link.VideoId).Select(v => v.Title).FirstOrDefaultAsync(cancellationToken) ?? "Lectern";
    }

    private async Task SetAsync(GradedLink link, string? address, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await database.GradedLinks.Where(l => l.ResourceLinkId == link.ResourceLinkId).ExecuteUpdateAsync(set => set.SetProperty(l => l.LineItem, address), cancellationToken);
        link.LineItem = address;
    }
}
