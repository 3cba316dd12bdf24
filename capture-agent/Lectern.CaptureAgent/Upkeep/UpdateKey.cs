using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Lectern.CaptureAgent.Spool;
using Lectern.Contracts;
using Lectern.Contracts.Devices;

namespace Lectern.CaptureAgent.Upkeep;

/// <summary>The public key that was installed with the package: what it did not sign runs on no machine, whoever has the server.</summary>
internal sealed class UpdateKey(AgentOptions options)
{
    private const string FileName = "update-key.pem";

    // Beside the program, so that each start can tell it from what somebody wrote there.
    private const string HeaderName = "signed.json";

    /// <summary>Lays a header beside the program that it is of.</summary>
    public static void Lay(UpdateHeader header, string path) =>
        DurableFile.Replace(Path.Combine(path, HeaderName), JsonSerializer.SerializeToUtf8Bytes(header, CaptureJson.Default.UpdateHeader));

    /// <summary>Whether a folder holds a version's program as it was signed, and nothing else: whoever breaks a program of ours may write where updates lie.</summary>
    public bool HasSigned(string path, string version)
    {
        try
        {
            return UpdateHeader.Read(File.ReadAllBytes(Path.Combine(path, HeaderName))) is { } header
                && header.Version == version && header.Platform == AgentPlatform.Text && Signed(header) is true
                && Directory.EnumerateFileSystemEntries(path).Count() == 2
                && HashOf(Path.Combine(path, AgentPlatform.Program)) == header.Program;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

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

    private static string HashOf(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
