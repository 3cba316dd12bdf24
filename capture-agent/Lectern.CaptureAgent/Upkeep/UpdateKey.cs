using System.Security.Cryptography;
using System.Text;
using Lectern.Contracts.Devices;

namespace Lectern.CaptureAgent.Upkeep;

/// <summary>The public key that was installed with the package: what it did not sign runs on no machine, whoever has the server.</summary>
internal sealed class UpdateKey(AgentOptions options)
{
    private const string FileName = "update-key.pem";

    /// <summary>Whether a header is signed; null where there is no key to tell by.</summary>
    public bool? Signed(UpdateHeader header)
    {
        var path = Path.Combine(options.Installed ?? AppContext.BaseDirectory, FileName);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(File.ReadAllText(path));
            return key.VerifyData(Encoding.ASCII.GetBytes(header.SignedText()), Convert.FromBase64String(header.Signature), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (Exception problem) when (problem is CryptographicException or FormatException or ArgumentException)
        {
            return false;
        }
    }
}
