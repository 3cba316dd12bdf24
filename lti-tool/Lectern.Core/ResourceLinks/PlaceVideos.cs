using System.Text.Json;
using Lectern.Core.Collections;
using Lectern.Core.Grades;
using Lectern.Core.Launches;
using Lectern.Core.Videos;
using Lectern.Lti;
using Lectern.Lti.DeepLinking;
using Lectern.Lti.Keys;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.ResourceLinks;

/// <summary>Answers a deep linking launch with the videos that an instructor chose, in that order, and publishes the drafts among them.</summary>
public sealed class PlaceVideos(IDbContextFactory<LecternDbContext> databases, EditVideos edit, Tickets tickets, TimeProvider time)
{
    /// <summary>Null when one of the videos is not the launch's to place. Nothing is published when the platform would not take the answer.</summary>
    /// <param name="launchAddress">Where the placed links lead.</param>
    /// <param name="signer">The tool's keys.</param>
    public async Task<LtiResult<DeepLinkingResponse>?> RunAsync(
        Launch launch, IReadOnlyList<Placement> placements, string launchAddress, ToolKeySet signer, CancellationToken cancellationToken)
    {
        if (!launch.CanPlace())
        {
            return null;
        }

        var ids = placements.Select(p => p.VideoId).ToHashSet();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var found = await database.Items.AsNoTracking().Include(i => i.Video).VisibleTo(launch, time.GetUtcNow()).Where(i => ids.Contains(i.VideoId)).ToDictionaryAsync(i => i.VideoId, cancellationToken);
        if (found.Count != ids.Count)
        {
            return null;
        }

        var items = new List<ContentItem>();
        foreach (var placement in placements)
        {
            items.Add(await ItemAsync(launch, found[placement.VideoId], placement, launchAddress, cancellationToken));
        }

        var response = DeepLinkingResponse.Create(JsonSerializer.Deserialize<DeepLinkingFacts>(launch.DeepLinkingFacts!), items, signer, time.GetUtcNow());
        if (response.IsAccepted)
        {
            await edit.PublishAsync(launch, ids, cancellationToken);
        }

        return response;
    }

    private async Task<ContentItem> ItemAsync(Launch launch, CollectionItem item, Placement placement, string launchAddress, CancellationToken cancellationToken)
    {
        var ticket = await tickets.SignAsync(new Ticket(launch.RegistrationId, launch.CourseId, item.CollectionId, item.VideoId, launch.PersonId, placement.Points), cancellationToken);
        var start = placement.StartSeconds > 0 ? $"&{Tickets.StartParameter}={placement.StartSeconds}" : "";
        return new LtiResourceLinkItem
        {
            Url = $"{launchAddress}?{Tickets.QueryParameter}={ticket}{start}",
            Title = item.DisplayTitle,
            Custom = new Dictionary<string, string> { [Tickets.CustomParameter] = ticket },
            LineItem = placement.Points is { } points ? LineItemOf(item, points) : null,
            Frame = new ContentFrame(960, 640),
        };
    }

    // A review opens the link's own address: where it leads is said by the message.
    private static ContentLineItem LineItemOf(CollectionItem item, int points) =>
        new(points, item.DisplayTitle, item.VideoId.ToString("n"), Gradebook.Tag, SubmissionReview: new SubmissionReview(["InProgress", "Submitted", "Completed"]));
}

/// <param name="StartSeconds">Where playing begins.</param>
/// <param name="Points">What watching it is worth in the LMS's gradebook, 1 to 1000; null for nothing.</param>
public sealed record Placement(Guid VideoId, int StartSeconds, int? Points = null);
