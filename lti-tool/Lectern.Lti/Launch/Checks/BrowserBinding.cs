namespace Lectern.Lti.Launch.Checks;

/// <summary>Without it a stolen token with its state would sign in anybody, and anybody could sign others in as himself.</summary>
internal sealed class BrowserBinding : LaunchCheck
{
    protected override Rejection? Check(LaunchContext launch)
    {
        if (launch.Post.IsStoredVerifierForeign)
        {
            return Rejections.BrowserBindingWrong.With("a stored verifier, but not from this tool's own page");
        }

        var verifier = launch.Verifier(launch.Login!.StateId) is { Length: > 0 } cookie ? cookie : launch.Post.StoredVerifier;
        if (string.IsNullOrEmpty(verifier))
        {
            return Rejections.BrowserBindingMissing;
        }

        return launch.Login.IsVerifiedBy(verifier) ? null : Rejections.BrowserBindingWrong;
    }
}
