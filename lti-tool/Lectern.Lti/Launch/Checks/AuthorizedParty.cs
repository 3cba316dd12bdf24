using Lectern.Lti.Json;

namespace Lectern.Lti.Launch.Checks;

internal sealed class AuthorizedParty : LaunchCheck
{
    protected override Rejection? Check(LaunchContext launch)
    {
        var party = launch.Claims.Text("azp");
        if (party is null)
        {
            return Audience.Of(launch.Claims).Count > 1 ? Rejections.AuthorizedPartyMismatch.With("azp is missing, aud names several") : null;
        }

        return party == launch.Registration!.ClientId ? null : Rejections.AuthorizedPartyMismatch;
    }
}
