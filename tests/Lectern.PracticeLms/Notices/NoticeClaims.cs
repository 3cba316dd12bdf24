using System.Globalization;
using System.Text.Json.Nodes;
using Lectern.PracticeLms.Keys;
using Lectern.PracticeLms.Launch;
using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Notices;

/// <summary>Writes the claims of notices.</summary>
internal sealed class NoticeClaims(Addresses addresses, LmsOptions options, LaunchClaims launches, TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    public JsonObject Hello(Tool tool, string id) => Envelope(tool, id, Lti.HelloWorldNotice);

    public JsonObject Copy(Tool tool, string id, Course course, Course? origin)
    {
        var claims = Envelope(tool, id, Lti.ContextCopyNotice);
        claims[Lti.Claim("context")] = launches.Context(course);
        if (origin is not null)
        {
            claims[Lti.Claim("origin_contexts")] = new JsonArray(options.Manner.ContextId(origin.Id));
        }

        return claims;
    }

    private JsonObject Envelope(Tool tool, string id, string type)
    {
        var now = time.GetUtcNow();
        return new JsonObject
        {
            [Lti.Claim("version")] = Lti.Version,
            [Lti.Claim("notice")] = new JsonObject
            {
                ["id"] = id,
                ["timestamp"] = now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                ["type"] = type,
            },
            ["iss"] = addresses.Issuer,
            ["aud"] = tool.ClientId,
            ["azp"] = tool.ClientId,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + Life).ToUnixTimeSeconds(),
            ["nonce"] = Secrets.Text(24),
            [Lti.Claim("deployment_id")] = tool.DeploymentId,
        };
    }
}
