using System.Text.Json;
using Lectern.Lti.Json;
using Lectern.Lti.Launch;

namespace Lectern.Lti.Grades;

/// <summary>Where a course keeps its grades (AGS 2.0 §3.1). Fit to be stored: grades are sent long after the launch.</summary>
/// <param name="Scopes">What the platform grants; nothing else is asked for.</param>
/// <param name="LineItems">Address of the course's line items, or null when they can't be listed or made.</param>
/// <param name="LineItem">Address of this link's line item; null when it has none, or on Moodle more than one.</param>
public sealed record GradesEndpoint(IReadOnlyList<string> Scopes, string? LineItems, string? LineItem)
{
    internal static GradesEndpoint? Read(JsonElement claims)
    {
        if (claims.Object(Claims.GradesEndpoint) is not { } claim)
        {
            return null;
        }

        var endpoint = new GradesEndpoint(claim.Texts("scope"), claim.Address("lineitems"), claim.Address("lineitem"));
        return endpoint is { LineItems: null, LineItem: null } ? null : endpoint;
    }
}
