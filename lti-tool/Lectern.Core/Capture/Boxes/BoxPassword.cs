using System.Security.Cryptography;
using System.Text;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Keys;

namespace Lectern.Core.Capture.Boxes;

/// <summary>What is kept of a box's password: its hash for Basic, and for Digest what that scheme takes for the password (RFC 7616 §3.4.2, A1), which is sealed, for it opens as much.</summary>
internal static class BoxPassword
{
    internal static string Make(Device device, RootKey root)
    {
        var password = Secret.Create();
        device.KeyHash = Secret.Hash(password);
        device.NextKeyHash = null;
        device.DigestKey = root.Seal(BoxDigest.Hash($"{device.Id:n}:{BoxDigest.Realm}:{password}"), PlaceOf(device));
        return password;
    }

    /// <summary>Whether a response was made with the password, in constant time (RFC 7616 §3.4.1).</summary>
    /// <param name="data">What it answers: all but the password.</param>
    internal static bool Answers(Device device, RootKey root, string data, string response) => device.DigestKey is { } kept
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(BoxDigest.Hash($"{root.Open(kept, PlaceOf(device))}:{data}")), Encoding.UTF8.GetBytes(response));

    private static string PlaceOf(Device device) => $"box/{device.Id:n}";
}
