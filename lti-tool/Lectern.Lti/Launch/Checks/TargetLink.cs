using Lectern.Lti.Json;

namespace Lectern.Lti.Launch.Checks;

/// <summary>The login's target was not signed; the token's is, and both have to be the same page of this tool.</summary>
internal sealed class TargetLink(ToolAddresses tool) : LaunchCheck
{
    protected override Rejection? Check(LaunchContext launch)
    {
        if (launch.Claims.Filled(Claims.TargetLinkUri) is not { } target)
        {
            return Rejections.TargetLinkMissing;
        }

        if (!tool.Own(target))
        {
            return Rejections.TargetLinkMismatch.With("not on an origin of this tool");
        }

        return launch.Login!.IsFor(target) ? null : Rejections.TargetLinkMismatch.With("not the one of the login");
    }
}
