using System.Security.Cryptography;
using System.Text;
using Lectern.Lti.Json;

namespace Lectern.Lti.Launch.Checks;

/// <summary>That a nonce is unused is not enough: it has to be the one this login sent, or a token of another sign-in could be slipped in.</summary>
internal sealed class Nonce : LaunchCheck
{
    protected override Rejection? Check(LaunchContext launch) =>
        launch.Claims.Text("nonce") is { } nonce && AreSame(nonce, launch.Login!.Nonce) ? null : Rejections.NonceMismatch;

    private static bool AreSame(string one, string other) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));
}
