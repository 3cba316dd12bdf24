using System.Collections.Concurrent;
using Lectern.PracticeLms.Keys;
using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Services;

/// <summary>Access tokens given to tools; they hold for the whole tool, not for a course, and not across a restart.</summary>
internal sealed class AccessTokens(TimeProvider time)
{
    public static readonly TimeSpan Life = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<string, (string ToolId, string[] Scopes, DateTimeOffset Expires)> given = new();
    private readonly ConcurrentDictionary<string, bool> assertions = new();

    public string Give(Tool tool, string[] scopes)
    {
        var token = Secrets.Hex(16);
        given[token] = (tool.Id, scopes, time.GetUtcNow() + Life);
        return token;
    }

    /// <returns>Whose token it is and what it allows; null when it is unknown or over.</returns>
    public (string ToolId, string[] Scopes)? Find(string? token) =>
        token is not null && given.TryGetValue(token, out var entry) && entry.Expires > time.GetUtcNow() ? (entry.ToolId, entry.Scopes) : null;

    /// <returns>False when the assertion's id was used before.</returns>
    public bool UseAssertion(string clientId, string jti) => assertions.TryAdd($"{clientId} {jti}", true);
}
