using System.Security.Cryptography;
using Lectern.Lti.Json;
using Microsoft.IdentityModel.Tokens;

namespace Lectern.Lti.Launch.Checks;

/// <summary>Verifies the very bytes whose claims are read later, so that no second parser can see another token.</summary>
internal sealed class Signature : LaunchCheck
{
    protected override Rejection? Check(LaunchContext launch)
    {
        launch.IsSignatureVerified = launch.Token!.Signature.Length > 0 && Verify(launch.Token, launch.Key!.Key);
        return launch.IsSignatureVerified ? null : Rejections.SignatureWrong;
    }

    private static bool Verify(CompactToken token, RsaSecurityKey key)
    {
        var factory = CryptoProviderFactory.Default;
        var provider = factory.CreateForVerifying(key, token.Header.Text("alg"));
        try
        {
            return provider.Verify(token.SignedBytes, token.Signature);
        }
        catch (CryptographicException)
        {
            return false;
        }
        finally
        {
            factory.ReleaseSignatureProvider(provider);
        }
    }
}
