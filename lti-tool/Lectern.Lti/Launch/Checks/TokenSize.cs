namespace Lectern.Lti.Launch.Checks;

internal sealed class TokenSize : LaunchCheck
{
    protected override Rejection? Check(LaunchContext launch) =>
        launch.Post.IdToken!.Length > LaunchValidator.LongestToken ? Rejections.TokenTooLarge.With($"{launch.Post.IdToken.Length} characters") : null;
}
