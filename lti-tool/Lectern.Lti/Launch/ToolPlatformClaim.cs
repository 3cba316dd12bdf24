namespace Lectern.Lti.Launch;

/// <summary>The platform's own words on itself (LTI Core 1.3 §5.4.2).</summary>
/// <param name="InstanceGuid">Id of the installation.</param>
/// <param name="Name">Name of the installation.</param>
/// <param name="ProductFamilyCode">The product, such as <c>moodle</c> or <c>canvas</c>.</param>
/// <param name="Version">The product's version.</param>
public sealed record ToolPlatformClaim(string? InstanceGuid, string? Name, string? ProductFamilyCode, string? Version);
