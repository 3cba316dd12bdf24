using Lectern.Lti.Json;

namespace Lectern.Lti.Launch.Checks;

/// <summary>Ids become database keys: a shortened or folded one could be somebody else's.</summary>
internal sealed class Identifiers : LaunchCheck
{
    private const int Longest = 255;

    protected override Rejection? Check(LaunchContext launch)
    {
        var claims = launch.Claims;
        (string Name, string? Value)[] ids =
        [
            ("sub", claims.Text("sub")),
            ("deployment_id", claims.Text(Claims.DeploymentId)),
            ("context.id", claims.Object(Claims.Context)?.Text("id")),
            ("resource_link.id", claims.Object(Claims.ResourceLink)?.Text("id")),
            ("for_user.user_id", claims.Object(Claims.ForUser)?.Text("user_id")),
        ];
        var unusable = Array.Find(ids, id => id.Value is { } value && (value.Length > Longest || !value.All(IsPrintableAscii)));
        return unusable.Name is null ? null : Rejections.IdentifierUnusable.With($"{unusable.Name}, {unusable.Value!.Length} characters");
    }

    private static bool IsPrintableAscii(char letter) => letter is >= ' ' and <= '~';
}
