using Lectern.Lti.Json;
using Microsoft.IdentityModel.Tokens;

namespace Lectern.Lti.Launch.Checks;

/// <summary>An allow-list: "none" and shared-secret algorithms would let anybody sign with what is public.</summary>
internal sealed class Algorithm : LaunchCheck
{
    public static bool IsAllowed(string? algorithm) => algorithm is SecurityAlgorithms.RsaSha256 or SecurityAlgorithms.RsaSha512;

    protected override Rejection? Check(LaunchContext launch)
    {
        var algorithm = launch.Token!.Header.Text("alg");
        return IsAllowed(algorithm) ? null : Rejections.AlgorithmRefused.With(PlainText.Clip(algorithm ?? "no alg", 40));
    }
}
