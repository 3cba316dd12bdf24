using System.Text.Json;
using Lectern.Lti.Json;

namespace Lectern.Lti.Launch.Checks;

internal sealed class Audience : LaunchCheck
{
    public static IReadOnlyList<string> Of(JsonElement claims) => claims.Text("aud") is { } one ? [one] : claims.Texts("aud");

    protected override Rejection? Check(LaunchContext launch) =>
        Of(launch.Claims).Contains(launch.Registration!.ClientId, StringComparer.Ordinal) ? null : Rejections.AudienceMismatch;
}
