using System.Security.Cryptography;

namespace Lectern.Tus;

/// <summary>An <c>Upload-Checksum</c> header ("Checksum").</summary>
internal sealed class TusChecksum
{
    public const string Algorithms = "sha1,sha256";
    private readonly HashAlgorithmName _algorithm;
    private readonly byte[] _value;

    private TusChecksum(HashAlgorithmName algorithm, byte[] value) => (_algorithm, _value) = (algorithm, value);

    /// <summary>Null when the algorithm is not ours or the value is none of its.</summary>
    public static TusChecksum? TryParse(string header)
    {
        if (header.Trim(' ').Split(' ') is not [var name, var encoded] || AlgorithmOf(name) is not var (algorithm, size))
        {
            return null;
        }

        var value = new byte[size];
        return Convert.TryFromBase64String(encoded, value, out var count) && count == size ? new TusChecksum(algorithm, value) : null;
    }

    /// <summary>The header of a hash that was made already.</summary>
    public static string HeaderOfSha256(ReadOnlySpan<byte> hash) => $"sha256 {Convert.ToBase64String(hash)}";

    public IncrementalHash NewHash() => IncrementalHash.CreateHash(_algorithm);

    public bool IsOf(IncrementalHash hash) => hash.GetCurrentHash().AsSpan().SequenceEqual(_value);

    // The specification wants sha1; it finds damage and is no protection against anybody.
    private static (HashAlgorithmName Name, int Size)? AlgorithmOf(string name) => name switch
    {
        "sha1" => (HashAlgorithmName.SHA1, SHA1.HashSizeInBytes),
        "sha256" => (HashAlgorithmName.SHA256, SHA256.HashSizeInBytes),
        _ => null,
    };
}
