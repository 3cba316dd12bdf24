using System.Security.Cryptography;

namespace Lectern.Core.LaunchLog;

/// <summary>What a refusal's page shows, short enough to be read out on the telephone.</summary>
public static class LaunchReference
{
    private const string Letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 8;

    public static string Create() => RandomNumberGenerator.GetString(Letters, Length);

    /// <summary>In two halves, as people read it.</summary>
    public static string Show(string reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return reference.Length == Length ? $"{reference[..4]}-{reference[4..]}" : reference;
    }

    /// <summary>As it is stored, however it was typed.</summary>
    public static string Read(string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        return string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
    }
}
