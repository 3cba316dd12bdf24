using Lectern.Lti;
using Lectern.Lti.Grades;
using Lectern.Lti.Services;

namespace Lectern.Core.Grades;

/// <summary>The platform's side of a graded link: its line item, and what stands in it.</summary>
public sealed class Gradebook(LineItemsClient lineItems, ScoresClient scores)
{
    /// <summary>Our word for what these grades mean.</summary>
    public const string Tag = "watched";

    /// <summary>Where the link's grades are, as the launch told or as the course's list tells. Null where they have no place yet.</summary>
    internal async Task<LtiResult<string>?> FindAsync(GradedLink link, CancellationToken cancellationToken)
    {
        if (link.LineItem is { } known)
        {
            return known;
        }

        var (registration, endpoint, linkId) = (link.Registration.ToLti(), link.Endpoint, link.ResourceLink.ResourceLinkId);
        var ofLink = await lineItems.ListAsync(registration, endpoint, new LineItemFilter { ResourceLinkId = linkId }, cancellationToken).CollectAsync(cancellationToken);
        if (!ofLink.IsAccepted)
        {
            return ofLink.Rejection;
        }

        // An item that doesn't say whose it is may come from a platform that passes over the filter.
        if (ofLink.Value.Items.FirstOrDefault(item => item.Content.ResourceLinkId == linkId) is { } found)
        {
            return found.Address;
        }

        // Making one is not safe to repeat, so what an earlier run may have made is looked for.
        var own = OwnId(link);
        var made = await lineItems.ListAsync(registration, endpoint, new LineItemFilter { ResourceId = own }, cancellationToken).CollectAsync(cancellationToken);
        if (!made.IsAccepted)
        {
            return made.Rejection;
        }

        return made.Value.Items.FirstOrDefault(item => item.Content.ResourceId == own) is { } again ? (LtiResult<string>)again.Address : null;
    }

    /// <param name="title">What the place of the grades is called.</param>
    internal Task<LtiResult<string>> MakeAsync(GradedLink link, string title, CancellationToken cancellationToken) =>
        MakeAsync(
            link.Registration.ToLti(),
            link.Endpoint,
            new LineItemContent { Label = title, ScoreMaximum = link.Points!.Value, ResourceId = OwnId(link), Tag = Tag, ResourceLinkId = link.ResourceLink.ResourceLinkId },
            cancellationToken);

    /// <summary>What somebody has there; a null part for no grade. Null when the platform doesn't let it be read.</summary>
    internal async Task<LtiResult<StandingGrade>?> ReadAsync(GradedLink link, string lineItem, string subject, CancellationToken cancellationToken)
    {
        if (!link.Endpoint.Scopes.Contains(Scopes.ResultReadOnly, StringComparer.Ordinal))
        {
            return null;
        }

        var results = await scores.ReadResultsAsync(link.Registration.ToLti(), link.Endpoint, lineItem, subject, cancellationToken).CollectAsync(cancellationToken);
        return results.IsAccepted ? Standing(results.Value.Items is [var first, ..] ? first : null) : results.Rejection;
    }

    internal Task<ScoreOutcome> PostAsync(GradedLink link, string lineItem, Score score, CancellationToken cancellationToken) =>
        scores.PostAsync(link.Registration.ToLti(), link.Endpoint, lineItem, score, cancellationToken);

    private static string OwnId(GradedLink link) => link.ResourceLinkId.ToString("n");

    private static StandingGrade Standing(LineItemResult? result) => new(result?.ResultScore / result?.ResultMaximum, result?.Comment);

    // Blackboard makes no column for a link in this way, but one of its own.
    private async Task<LtiResult<string>> MakeAsync(LtiRegistration registration, GradesEndpoint endpoint, LineItemContent content, CancellationToken cancellationToken)
    {
        var made = await lineItems.CreateAsync(registration, endpoint, content, cancellationToken);
        if (!made.IsAccepted && made.Rejection.Code == Rejections.ServiceRefused.Code)
        {
            made = await lineItems.CreateAsync(registration, endpoint, content with { ResourceLinkId = null }, cancellationToken);
        }

        return made.IsAccepted ? made.Value.Address : made.Rejection;
    }
}

/// <param name="Part">Of the points, 0 to 1 and more; null for no grade.</param>
/// <param name="Comment">The feedback beside it.</param>
public sealed record StandingGrade(double? Part, string? Comment)
{
    /// <summary>Platforms keep two decimals or so.</summary>
    internal static bool Same(double? one, double? other) => one is { } a && other is { } b ? Math.Abs(a - b) < 0.005 : one is null && other is null;
}
