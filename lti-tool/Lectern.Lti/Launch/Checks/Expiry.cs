using Lectern.Lti.Json;

namespace Lectern.Lti.Launch.Checks;

internal sealed class Expiry : LaunchCheck
{
    protected override Rejection? Check(LaunchContext launch)
    {
        if (launch.Claims.Instant("exp") is not { } expires)
        {
            return Rejections.TokenTimesMissing.With("exp");
        }

        var late = launch.Now - expires;
        return late > LaunchValidator.Leeway ? Rejections.TokenExpired.With($"{late.TotalSeconds:F0} seconds ago") : null;
    }
}
