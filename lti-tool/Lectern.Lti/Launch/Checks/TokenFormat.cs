using Lectern.Lti.Json;

namespace Lectern.Lti.Launch.Checks;

internal sealed class TokenFormat : LaunchCheck
{
    protected override Rejection? Check(LaunchContext launch)
    {
        launch.Token = CompactToken.TryParse(launch.Post.IdToken!);
        if (launch.Token is null)
        {
            return Rejections.TokenMalformed;
        }

        // RFC 7515 §4.1.11: what a signer marks as critical must be understood, and this tool knows no extension.
        return launch.Token.Header.Get("crit") is null ? null : Rejections.TokenMalformed.With("crit");
    }
}
