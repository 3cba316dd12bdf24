using Lectern.Lti.Json;

namespace Lectern.Lti.Launch.Checks;

internal sealed class LtiVersion : LaunchCheck
{
    protected override Rejection? Check(LaunchContext launch)
    {
        var version = launch.Claims.Text(Claims.Version);
        return version == Claims.Version13 ? null : Rejections.VersionWrong.With(PlainText.Clip(version ?? "missing", 40));
    }
}
