using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Lectern.Core.Keys;

/// <summary>
/// The key that encrypts our other keys: AES-256-GCM. What it sealed names it, so that another key is told from a damaged text, and
/// is bound to the place it was sealed for, so that nothing can be moved from one row to another.
/// </summary>
public sealed class RootKey
{
    private const string FileLabel = "lectern-root-key-1";
    private const string SealedLabel = "sealed1";
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int IdBytes = 9;

    private readonly byte[] _key;

    private RootKey(byte[] key)
    {
        _key = key;
        Id = Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes("id")).AsSpan(..IdBytes));
    }

    /// <summary>Tells which key it is and nothing of what it is.</summary>
    public string Id { get; }

    public static RootKey Create() => new(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>Null for a text that is no key of ours.</summary>
    public static RootKey? Parse(string text)
    {
        var key = new byte[KeyBytes];
        return text.Trim().Split(' ') is [FileLabel, var encoded] && Base64Url.TryDecodeFromChars(encoded, key, out var written) && written == KeyBytes
            ? new RootKey(key)
            : null;
    }

    public static bool IsSealed(string text) => text.StartsWith($"{SealedLabel}.", StringComparison.Ordinal);

    /// <summary>The key as its file holds it.</summary>
    public string Export() => $"{FileLabel} {Base64Url.EncodeToString(_key)}\n";

    /// <summary>A key for one purpose, from which neither this one nor another purpose's can be told.</summary>
    public byte[] Derive(string purpose) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"derive/{purpose}"));

    /// <param name="place">Where the sealed text will stand; the same is needed to open it.</param>
    public string Seal(string text, string place)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var bytes = new byte[NonceBytes + plain.Length + TagBytes];
        RandomNumberGenerator.Fill(bytes.AsSpan(..NonceBytes));
        using var cipher = new AesGcm(_key, TagBytes);
        cipher.Encrypt(bytes.AsSpan(..NonceBytes), plain, bytes.AsSpan(NonceBytes, plain.Length), bytes.AsSpan(^TagBytes..), Encoding.UTF8.GetBytes(place));
        return $"{SealedLabel}.{Id}.{Base64Url.EncodeToString(bytes)}";
    }

    /// <exception cref="OperatorException">Another key sealed it, or it was changed or moved since.</exception>
    public string Open(string sealedText, string place)
    {
        if (sealedText.Split('.') is not [SealedLabel, var id, var body] || !Base64Url.IsValid(body))
        {
            throw KeyFaults.Damaged(place);
        }

        return id == Id ? Decrypt(Base64Url.DecodeFromChars(body), place) : throw KeyFaults.OtherKey(Id, id);
    }

    private string Decrypt(ReadOnlySpan<byte> bytes, string place)
    {
        if (bytes.Length < NonceBytes + TagBytes)
        {
            throw KeyFaults.Damaged(place);
        }

        var plain = new byte[bytes.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(_key, TagBytes);
        try
        {
            cipher.Decrypt(bytes[..NonceBytes], bytes[NonceBytes..^TagBytes], bytes[^TagBytes..], plain, Encoding.UTF8.GetBytes(place));
        }
        catch (AuthenticationTagMismatchException exception)
        {
            throw KeyFaults.Damaged(place, exception);
        }

        return Encoding.UTF8.GetString(plain);
    }
}
