using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.ResourceLinks;

/// <summary>Keeps which video a launched link names.</summary>
internal static class LearnLinkedVideo
{
    internal static async Task RunAsync(LecternDbContext database, ResourceLink? link, Ticket? ticket, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (link is null || ticket is null || await database.LinkedVideos.AnyAsync(l => l.ResourceLinkId == link.Id && l.VideoId == ticket.VideoId, cancellationToken))
        {
            return;
        }

        database.LinkedVideos.Add(new LinkedVideo { ResourceLinkId = link.Id, VideoId = ticket.VideoId, FirstSeenAt = now });
    }
}
