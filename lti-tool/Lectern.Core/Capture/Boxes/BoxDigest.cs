using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Lectern.Core.Capture.Boxes;

/// <summary>What both sides of a Digest sign-in agree on.</summary>
public static class BoxDigest
{
    /// <summary>Opencast's. It is part of what is kept of each password, so it never changes.</summary>
    public const string Realm = "Opencast";

    [SuppressMessage("Security", "CA5351", Justification = "It is the only hash that boxes know. What it hides has 256 random bits.")]
    public static string Hash(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
}
