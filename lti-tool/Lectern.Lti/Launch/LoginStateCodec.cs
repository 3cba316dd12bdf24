using System.Text;

namespace Lectern.Lti.Launch;

/// <summary>The bytes of a login state. The first one is the version; a version this build does not know reads as null. Version 1 had no storage origin.</summary>
internal static class LoginStateCodec
{
    private const byte Version = 2;
    private const int HashLength = 32;

    public static byte[] Write(LoginState state)
    {
        using var buffer = new MemoryStream(256);
        using var writer = new BinaryWriter(buffer, Encoding.UTF8);
        writer.Write(Version);
        writer.Write(state.RegistrationId.ToByteArray());
        writer.Write(state.IssuedAt.ToUnixTimeMilliseconds());
        writer.Write(state.VerifierHash.Span);
        writer.Write(state.TargetLinkUriHash.Span);
        writer.Write(state.StateId);
        writer.Write(state.Nonce);
        writer.Write(state.DeploymentId ?? "");
        writer.Write(state.StorageTarget ?? "");
        writer.Write(state.Channel ?? "");
        writer.Write(state.Windowed);
        writer.Write(state.StorageOrigin ?? "");
        writer.Flush();
        return buffer.ToArray();
    }

    public static LoginState? Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        return bytes is [1 or Version, ..] ? Read(reader, reader.ReadByte()) : null;
    }

    // Only bytes we signed ourselves come here, so the fields follow each other as they were written.
    private static LoginState Read(BinaryReader reader, byte version) => new()
    {
        RegistrationId = new Guid(reader.ReadBytes(16)),
        IssuedAt = DateTimeOffset.FromUnixTimeMilliseconds(reader.ReadInt64()),
        VerifierHash = reader.ReadBytes(HashLength),
        TargetLinkUriHash = reader.ReadBytes(HashLength),
        StateId = reader.ReadString(),
        Nonce = reader.ReadString(),
        DeploymentId = Filled(reader.ReadString()),
        StorageTarget = Filled(reader.ReadString()),
        Channel = Filled(reader.ReadString()),
        Windowed = reader.ReadBoolean(),
        StorageOrigin = version > 1 ? Filled(reader.ReadString()) : null,
    };

    private static string? Filled(string text) => text.Length > 0 ? text : null;
}
