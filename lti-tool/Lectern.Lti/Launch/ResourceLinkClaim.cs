namespace Lectern.Lti.Launch;

/// <summary>The link that was opened (LTI Core 1.3 §5.3.5).</summary>
/// <param name="Id">The platform's id, never empty.</param>
/// <param name="Title">Its title in the course.</param>
/// <param name="Description">Its description in the course.</param>
public sealed record ResourceLinkClaim(string Id, string? Title, string? Description);
