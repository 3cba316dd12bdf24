using System.Security.Cryptography;

namespace Lectern.PracticeLms.Keys;

internal static class Secrets
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public static string Hex(int bytes) => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(bytes));

    public static string Text(int length) => RandomNumberGenerator.GetString(Letters, length);
}
