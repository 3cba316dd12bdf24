using Lectern.Lti.Json;

namespace Lectern.Lti.Launch.Checks;

internal sealed class IssuedAt(TimeSpan oldest) : LaunchCheck
{
    protected override Rejection? Check(LaunchContext launch)
    {
        if (launch.Claims.Instant("iat") is not { } issued)
        {
            return Rejections.TokenTimesMissing.With("iat");
        }

        if (IsAhead(issued, launch) || (launch.Claims.Get("nbf") is not null && (launch.Claims.Instant("nbf") is not { } begins || IsAhead(begins, launch))))
        {
            return Rejections.TokenFromFuture;
        }

        var age = launch.Now - issued;
        return age > oldest ? Rejections.TokenTooOld.With($"{age.TotalSeconds:F0} seconds old") : null;
    }

    private static bool IsAhead(DateTimeOffset instant, LaunchContext launch) => instant - launch.Now > LaunchValidator.Leeway;
}
