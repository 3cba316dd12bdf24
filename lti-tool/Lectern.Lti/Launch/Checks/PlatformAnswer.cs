using Lectern.Lti.Json;

namespace Lectern.Lti.Launch.Checks;

/// <summary>The platform may answer with an error in place of a token. It opens nothing, so it is told even when the state is missing, as some platforms send it.</summary>
internal sealed class PlatformAnswer(LoginStateProtector protector) : LaunchCheck
{
    protected override Rejection? Check(LaunchContext launch)
    {
        if (string.IsNullOrEmpty(launch.Post.Error))
        {
            return null;
        }

        // Anybody can post words here; only with a state of ours do they belong to a login.
        launch.Login = protector.Unprotect(launch.Post.State);
        var code = launch.Post.Error.All(IsCodeLetter) ? PlainText.Clip(launch.Post.Error, 80) : "unreadable";
        return Rejections.PlatformAnsweredError with
        {
            Detail = code,
            PlatformText = launch.Login is null || string.IsNullOrWhiteSpace(launch.Post.ErrorDescription) ? null : PlainText.Clip(launch.Post.ErrorDescription),
        };
    }

    private static bool IsCodeLetter(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.';
}
