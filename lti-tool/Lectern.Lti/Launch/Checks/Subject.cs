using Lectern.Lti.Json;

namespace Lectern.Lti.Launch.Checks;

internal sealed class Subject : LaunchCheck
{
    protected override Rejection? Check(LaunchContext launch) => launch.Claims.Filled("sub") is null ? Rejections.SubjectMissing : null;
}
