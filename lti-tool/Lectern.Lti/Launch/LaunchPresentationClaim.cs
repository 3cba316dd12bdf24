namespace Lectern.Lti.Launch;

/// <summary>How the platform shows the tool (LTI Core 1.3 §5.4.4).</summary>
/// <param name="ReturnUrl">Where to go back to; an http(s) address, or null.</param>
/// <param name="DocumentTarget"><c>iframe</c>, <c>frame</c> or <c>window</c>.</param>
/// <param name="Locale">The person's language, such as <c>de</c> or <c>en-GB</c>.</param>
public sealed record LaunchPresentationClaim(string? ReturnUrl, string? DocumentTarget, string? Locale)
{
    /// <summary>Without the return address, which may carry the platform's session key.</summary>
    /// <returns>Text for logs.</returns>
    public override string ToString() => $"{nameof(LaunchPresentationClaim)} {{ {DocumentTarget}, {Locale} }}";
}
