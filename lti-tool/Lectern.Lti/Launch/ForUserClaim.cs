using System.Text.Json;

namespace Lectern.Lti.Launch;

/// <summary>Whose submission or data the launch is about (Submission Review 1.0). Rights come from the launching person's roles, never from this.</summary>
/// <param name="UserId">The platform's id of the person, never empty.</param>
/// <param name="Raw">The whole claim.</param>
public sealed record ForUserClaim(string UserId, JsonElement Raw)
{
    /// <summary>Nothing personal.</summary>
    /// <returns>Text for logs.</returns>
    public override string ToString() => nameof(ForUserClaim);
}
