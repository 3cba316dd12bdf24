using Lectern.Lti.Json;

namespace Lectern.Lti.Launch.Checks;

internal sealed class KeyId : LaunchCheck
{
    protected override Rejection? Check(LaunchContext launch) =>
        launch.Token!.Header.Filled("kid") is { Length: <= 255 } ? null : Rejections.KeyIdMissing;
}
