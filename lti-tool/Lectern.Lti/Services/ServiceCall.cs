using System.Text.Json.Nodes;

namespace Lectern.Lti.Services;

/// <summary>One request to a platform's service.</summary>
/// <param name="Registration">The platform.</param>
/// <param name="Scope">The one scope it needs. A token for more would be refused as a whole once an administrator takes one of them away.</param>
/// <param name="Method">GET, POST, PUT or DELETE.</param>
/// <param name="Address">As the platform gave it, with what was added.</param>
internal sealed record ServiceCall(LtiRegistration Registration, string Scope, HttpMethod Method, string Address)
{
    /// <summary>Exactly one media type: Moodle refuses lists.</summary>
    public string? Accept { get; init; }

    public JsonObject? Body { get; init; }

    /// <summary>The body's media type.</summary>
    public string ContentType { get; init; } = "application/json";
}
