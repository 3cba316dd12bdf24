namespace Lectern.Lti.Launch;

/// <summary>A grader opens one person's submission (Submission Review 1.0 §3.4). At least one of <paramref name="LineItem"/> and <paramref name="ResourceLinkId"/> is there.</summary>
/// <param name="ForUser">Whose submission. The grader's rights come from the launching person's roles alone.</param>
/// <param name="LineItem">Address of the line item, or null when the platform left it out.</param>
/// <param name="ResourceLinkId">The link the work belongs to, or null.</param>
public sealed record SubmissionReviewLaunch(ForUserClaim ForUser, string? LineItem, string? ResourceLinkId);
