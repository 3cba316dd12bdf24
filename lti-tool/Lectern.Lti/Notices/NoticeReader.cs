using System.Text.Json;
using Lectern.Lti.Json;
using Lectern.Lti.Launch;

namespace Lectern.Lti.Notices;

/// <summary>Reads a notice that passed the checks.</summary>
internal static class NoticeReader
{
    public static Notice Read(JsonElement claims)
    {
        var notice = claims.Object(Claims.Notice)!.Value;
        var (id, type, time, deployment) = (notice.Id("id")!, notice.Filled("type")!, notice.Time("timestamp"), claims.Text(Claims.DeploymentId)!);
        return type switch
        {
            HelloWorldNotice.TypeName => new HelloWorldNotice { Id = id, Type = type, Timestamp = time, DeploymentId = deployment, RawClaims = claims },
            ContextCopyNotice.TypeName => new ContextCopyNotice
            {
                Id = id,
                Type = type,
                Timestamp = time,
                DeploymentId = deployment,
                RawClaims = claims,
                Context = LaunchReader.Context(claims.Object(Claims.Context))!,
                OriginContexts = Origins(claims),
            },
            _ => new OtherNotice { Id = id, Type = type, Timestamp = time, DeploymentId = deployment, RawClaims = claims },
        };
    }

    /// <summary>A list of ids as Canvas writes it, or of contexts as they are written elsewhere.</summary>
    public static IReadOnlyList<string> Origins(JsonElement claims)
    {
        var list = claims.Object(Claims.OriginContexts)?.Get("contexts") ?? claims.Get(Claims.OriginContexts);
        return [.. list.Texts().Concat(list.Objects().Select(one => one.Text("id")).OfType<string>()).Where(JsonReading.IsId).Distinct(StringComparer.Ordinal)];
    }
}
