using System.Security.Cryptography;

namespace Lectern.Core.Capture.Devices;

/// <summary>
/// Codes that people type from a screen into a machine: eight letters and digits of which none looks like another, 40 bits. That is enough for ten minutes in which few
/// guesses are heard (<see cref="CodeGuesses"/>).
/// </summary>
internal static class TypedCode
{
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private const int Length = 8;

    /// <summary>As it is shown: <c>K7QM-2XHB</c>.</summary>
    internal static string Create() => RandomNumberGenerator.GetString(Letters, Length).Insert(Length / 2, "-");

    /// <summary>As it counts: however it was typed.</summary>
    internal static string Plain(string typed) => string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
}
