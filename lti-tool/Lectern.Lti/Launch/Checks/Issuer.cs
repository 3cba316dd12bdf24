using Lectern.Lti.Json;

namespace Lectern.Lti.Launch.Checks;

internal sealed class Issuer : LaunchCheck
{
    protected override Rejection? Check(LaunchContext launch) =>
        launch.Claims.Text("iss") == launch.Registration!.Issuer ? null : Rejections.IssuerMismatch;
}
