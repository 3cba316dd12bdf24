using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Lectern.PracticeLms.Keys;
using Lectern.PracticeLms.State;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Lectern.PracticeLms.Registration;

/// <summary>Registration tokens: signed, an hour long, spent once the client they name exists.</summary>
internal sealed class RegistrationTokens(PlatformKeys keys, LmsStore store, TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);
    private static readonly JsonWebTokenHandler Handler = new();
    private readonly ConcurrentDictionary<string, bool> activateAtOnce = new();

    /// <summary>Makes the token for a client to be; its id is told, so that whoever asked can look for the tool.</summary>
    public (string ClientId, string Token) Issue(bool activate)
    {
        var clientId = Secrets.Text(15);
        var now = time.GetUtcNow();
        var claims = new JsonObject
        {
            ["sub"] = clientId,
            ["scope"] = "reg",
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + Life).ToUnixTimeSeconds(),
        };
        activateAtOnce[clientId] = activate;
        return (clientId, keys.Sign(claims));
    }

    public bool ActivatesAtOnce(string clientId) => activateAtOnce.TryGetValue(clientId, out var activate) && activate;

    /// <returns>The client id to be, or the error's code.</returns>
    public async Task<(string? ClientId, string? Error)> CheckAsync(string? token)
    {
        if (string.IsNullOrEmpty(token))
        {
            return (null, "missing_registration_token");
        }

        var result = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKeys = store.State.Keys.Select(PublicKey),
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha512],
            ValidateIssuer = false,
            ValidateAudience = false,
            ClockSkew = TimeSpan.Zero,
            LifetimeValidator = (_, expires, _, _) => expires > time.GetUtcNow().UtcDateTime,
        });
        if (!result.IsValid || result.SecurityToken is not JsonWebToken { Subject: { Length: > 0 } clientId })
        {
            return (null, "invalid_registration_token");
        }

        return store.State.FindTool(clientId) is null ? (clientId, null) : (null, "token_already_used");
    }

    private static RsaSecurityKey PublicKey(SigningKey key)
    {
        using var rsa = System.Security.Cryptography.RSA.Create();
        rsa.ImportFromPem(key.PrivateKeyPem);
        return new RsaSecurityKey(rsa.ExportParameters(includePrivateParameters: false)) { KeyId = key.Kid };
    }
}
