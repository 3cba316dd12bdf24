namespace Lectern.Lti.Launch.Checks;

/// <summary>Without it a stolen token with its state would sign in anybody, and anybody could sign others in as himself.</summary>
internal sealed class BrowserBinding : LaunchCheck
{
    protected override Rejection? Check(LaunchContext launch)
    {
        var verifier = launch.Verifier(launch.Login!.StateId);
        if (string.IsNullOrEmpty(verifier))
        {
            return Rejections.BrowserBindingMissing;
        }

        return launch.Login.IsVerifiedBy(verifier) ? null : Rejections.BrowserBindingWrong;
    }
}
