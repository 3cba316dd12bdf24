using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Lectern.CaptureAgent.Upkeep;
using Lectern.Contracts;
using Lectern.Contracts.Devices;

namespace Lectern.CaptureAgent.Tests.Support;

/// <summary>Update files as the package's script makes them, around a program that is a line of text.</summary>
internal static class SignedUpdate
{
    public const string Content = "#!/bin/sh\n";

    public static ECDsa NewKey() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public static void Install(ECDsa key, string folder) => File.WriteAllText(Path.Combine(folder, "update-key.pem"), key.ExportSubjectPublicKeyInfoPem());

    public static byte[] Make(ECDsa key, string version, string? platform = null, string? program = null, bool isBroken = false, string? signs = null)
    {
        var archive = Archive(program ?? AgentPlatform.Program);
        var unsigned = new UpdateHeader(version, platform ?? AgentPlatform.Text, Convert.ToHexStringLower(SHA256.HashData(archive)), Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(signs ?? Content))), "");
        var header = Sign(key, unsigned);
        archive[^1] ^= isBroken ? (byte)1 : (byte)0;
        return [.. JsonSerializer.SerializeToUtf8Bytes(header, CaptureJson.Default.UpdateHeader), (byte)'\n', .. archive];
    }

    /// <summary>Lays a version where updates lie, as one that was taken.</summary>
    public static void Lay(ECDsa key, string folder, string version, string content = Content)
    {
        var path = Path.Combine(Directory.CreateDirectory(folder).FullName, AgentPlatform.Program);
        File.WriteAllText(path, content);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
        UpdateKey.Lay(Sign(key, new UpdateHeader(version, AgentPlatform.Text, hash, hash, "")), folder);
    }

    private static UpdateHeader Sign(ECDsa key, UpdateHeader unsigned) => unsigned with
    {
        Signature = Convert.ToBase64String(key.SignData(Encoding.ASCII.GetBytes(unsigned.SignedText()), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
    };

    private static byte[] Archive(string program)
    {
        using var file = new MemoryStream();
        using (var zipped = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(zipped))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.Directory, "./"));
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, $"./{program}") { DataStream = new MemoryStream(Encoding.ASCII.GetBytes(Content)) });
            tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "./elsewhere") { LinkName = "/etc" });
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "../../climbs") { DataStream = new MemoryStream([1]) });
        }

        return file.ToArray();
    }
}
