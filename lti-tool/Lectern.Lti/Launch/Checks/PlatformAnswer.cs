using Lectern.Lti.Json;

namespace Lectern.Lti.Launch.Checks;

/// <summary>The platform may answer with an error in place of a token. It opens nothing, so it is told even when the state is missing, as some platforms send it.</summary>
internal sealed class PlatformAnswer : LaunchCheck
{
    protected override Rejection? Check(LaunchContext launch) =>
        string.IsNullOrEmpty(launch.Post.Error)
            ? null
            : Rejections.PlatformAnsweredError.With(PlainText.Clip($"{launch.Post.Error}: {launch.Post.ErrorDescription}"));
}
