namespace Lectern.Lti.Launch.Checks;

internal sealed class StateAge : LaunchCheck
{
    protected override Rejection? Check(LaunchContext launch)
    {
        var age = launch.Now - launch.Login!.IssuedAt;
        return age > LoginState.Lifetime || age < -LaunchValidator.Leeway ? Rejections.StateExpired.With($"{age.TotalSeconds:F0} seconds old") : null;
    }
}
