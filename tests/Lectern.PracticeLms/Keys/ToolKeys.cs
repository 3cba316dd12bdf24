using System.Collections.Concurrent;
using Lectern.PracticeLms.State;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Lectern.PracticeLms.Keys;

/// <summary>
/// Checks a tool's signature against the key set it registered. The set is kept per client and fetched again when a
/// check fails, so a rotation works at once and a withdrawn key works until then (Moodle's manner).
/// </summary>
internal sealed class ToolKeys(IHttpClientFactory clients)
{
    public const string ClientName = "tools";
    private static readonly JsonWebTokenHandler Handler = new();
    private readonly ConcurrentDictionary<string, JsonWebKeySet> kept = new();

    /// <returns>Null when the signature holds, else what is wrong with it.</returns>
    public async Task<string?> CheckAsync(Tool tool, JsonWebToken token, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(token.Kid))
        {
            return "The token's header names no key (kid).";
        }

        if (kept.TryGetValue(tool.ClientId, out var known) && await HoldsAsync(known, token))
        {
            return null;
        }

        try
        {
            var fetched = kept[tool.ClientId] = await FetchAsync(tool, cancellation);
            return await HoldsAsync(fetched, token) ? null : $"The signature does not match a key of {tool.JwksUri}.";
        }
        catch (Exception problem) when (problem is HttpRequestException or ArgumentException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            return $"The tool's key set at {tool.JwksUri} can't be read: {problem.Message}";
        }
    }

    private async Task<JsonWebKeySet> FetchAsync(Tool tool, CancellationToken cancellation)
    {
        using var client = clients.CreateClient(ClientName);
        return new JsonWebKeySet(await client.GetStringAsync(tool.JwksUri, cancellation));
    }

    private static async Task<bool> HoldsAsync(JsonWebKeySet keys, JsonWebToken token)
    {
        var named = keys.Keys.Where(key => key.Kid == token.Kid).ToList();
        var result = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKeys = named,
            TryAllIssuerSigningKeys = false,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        });
        return named.Count > 0 && result.IsValid;
    }
}
