using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Lectern.CaptureAgent.Panel;

/// <summary>What whoever is not this machine has to know to use the panel. It may stand in an address, for many panels can send no header.</summary>
internal sealed class PanelSecret
{
    /// <summary>Nobody guesses through so many letters.</summary>
    public const int Shortest = 20;

    private const int Longest = 200;
    private readonly byte[] hash;

    private PanelSecret(string secret) => hash = HashOf(secret);

    /// <summary>Reads the first line of a file.</summary>
    public static bool TryRead(string? file, [NotNullWhen(true)] out PanelSecret? secret, [NotNullWhen(false)] out string? problem)
    {
        secret = null;
        try
        {
            problem = file is null ? "no file is named that holds it" : TryMake(File.ReadLines(file).FirstOrDefault()?.Trim() ?? "", out secret) ? null : $"the first line of {file} is none: {Shortest} to {Longest} letters, digits, - and _";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            problem = fault.Message;
        }

        return secret is not null;
    }

    public static bool TryMake(string text, [NotNullWhen(true)] out PanelSecret? secret)
    {
        secret = text.Length is >= Shortest and <= Longest && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_') ? new PanelSecret(text) : null;
        return secret is not null;
    }

    /// <summary>Takes as long whatever is guessed.</summary>
    public bool Is(string given) => CryptographicOperations.FixedTimeEquals(HashOf(given), hash);

    private static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
