using Lectern.Lti.Json;
using Lectern.Lti.Notices;

namespace Lectern.Lti.Launch.Checks;

internal sealed class CopiedContexts : LaunchCheck
{
    protected override Rejection? Check(LaunchContext launch)
    {
        if (launch.Claims.Object(Claims.Notice)?.Text("type") != ContextCopyNotice.TypeName)
        {
            return null;
        }

        return launch.Claims.Object(Claims.Context)?.Filled("id") is null || NoticeReader.Origins(launch.Claims).Count == 0 ? Rejections.CopyNoticeIncomplete : null;
    }
}
