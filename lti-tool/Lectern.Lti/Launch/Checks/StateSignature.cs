namespace Lectern.Lti.Launch.Checks;

internal sealed class StateSignature(LoginStateProtector protector) : LaunchCheck
{
    protected override Rejection? Check(LaunchContext launch)
    {
        launch.Login = protector.Unprotect(launch.Post.State);
        return launch.Login is null ? Rejections.StateForged : null;
    }
}
