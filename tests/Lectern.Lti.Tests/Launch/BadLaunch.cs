using System.Text.Json.Nodes;
using Lectern.Lti.Tests.Support;

namespace Lectern.Lti.Tests.Launch;

/// <param name="Expected">What answers it.</param>
/// <param name="Token">Makes the token from good claims and the good token.</param>
internal sealed record BadLaunch(Rejection Expected, Func<JsonObject, string, string> Token)
{
    /// <summary>Changed before the platform signs it, rightly.</summary>
    public static BadLaunch Signed(Rejection expected, Action<JsonObject>? claims = null, Action<JsonObject>? header = null) => new(expected, (good, _) =>
    {
        var changed = LaunchBench.Header();
        header?.Invoke(changed);
        claims?.Invoke(good);
        return Jwt.Sign(changed, good.ToJsonString(), TestKeys.Platform);
    });

    /// <summary>The payload's text changed before the platform signs it, rightly.</summary>
    public static BadLaunch Raw(Rejection expected, Func<string, string> payload) =>
        new(expected, (good, _) => Jwt.Sign(LaunchBench.Header(), payload(good.ToJsonString()), TestKeys.Platform));
}
