using Microsoft.IdentityModel.Tokens;

namespace Lectern.Lti.Keys;

/// <summary>A platform's public key.</summary>
/// <param name="Kid">Its name.</param>
/// <param name="Algorithm">The only algorithm it is for, or null when the platform does not say.</param>
/// <param name="Key">The key: RSA, 2048 to 8192 bits.</param>
public sealed record PlatformKey(string Kid, string? Algorithm, RsaSecurityKey Key);
