using System.Text.Json;
using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Launch;

/// <summary>A launch somebody began in a browser and the tool has not asked for yet.</summary>
internal sealed record LaunchRecord
{
    public required string LaunchId { get; init; }
    public required Session Session { get; init; }
    public required Person Person { get; init; }
    public required Course Course { get; init; }
    public required Tool Tool { get; init; }
    public Activity? Activity { get; init; }
    public required string MessageType { get; init; }
    public string DocumentTarget { get; init; } = "iframe";

    /// <summary>What the tool must give back unchanged with its content items.</summary>
    public string? SelectionData { get; init; }

    /// <summary>Whose work is reviewed, or whose data is looked after.</summary>
    public Person? ForUser { get; init; }

    /// <summary>The column the reviewed work belongs to.</summary>
    public LineItem? LineItem { get; init; }

    /// <summary>The place in the LMS the launch began at, where the platform tells such; of an activity's launch null.</summary>
    public string? Placement { get; init; }

    /// <summary>An address to open in place of the link's own: a submission that is a launch.</summary>
    public string? Address { get; init; }

    /// <summary>Personal data is looked after for the whole LMS: such a launch tells of no course.</summary>
    public bool IsOfCourse => MessageType != Lti.DataPrivacyRequest;

    public bool IsDeepLinking => MessageType == Lti.DeepLinkingRequest;

    /// <summary>What the column says about reviews, when this is one.</summary>
    public JsonElement? Review => MessageType == Lti.SubmissionReviewRequest ? LineItem?.SubmissionReview : null;

    public string TargetLinkUri => IsDeepLinking
        ? Tool.DeepLinkingUri ?? Tool.TargetLinkUri
        : Address ?? (Review is { } review ? State.LineItem.Text(review, "url") : null) ?? Activity?.Url ?? Tool.TargetLinkUri;
}
