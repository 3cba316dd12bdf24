using System.Collections.Concurrent;
using Lectern.Lti.Http;
using Lectern.Lti.Keys;

namespace Lectern.Lti.ServiceTokens;

/// <summary>
/// Gets tokens for a platform's services (Security Framework 1.0 §4.1) and keeps each until a minute before it ends, by registration and scopes.
/// Safe for many callers at once: those who want the same token wait for one request.
/// </summary>
/// <param name="clients">Gives the guarded client (see <see cref="PlatformHttp"/>).</param>
/// <param name="keys">Gives this tool's keys, as they are now.</param>
/// <param name="time">The clock.</param>
public sealed class ServiceTokenClient(Func<HttpClient> clients, Func<CancellationToken, ValueTask<ToolKeySet>> keys, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Slot> slots = new(StringComparer.Ordinal);

    /// <summary>Gets a token, from the cache when there is one.</summary>
    /// <param name="registration">The platform.</param>
    /// <param name="scopes">What is to be done; ask only for what the launch's claims offered.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The token; or LTI-060 to LTI-063.</returns>
    public async Task<LtiResult<ServiceToken>> GetAsync(LtiRegistration registration, IEnumerable<string> scopes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(registration);
        var sorted = scopes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var slot = slots.GetOrAdd(Name(registration, sorted), _ => new Slot());
        if (slot.Token is { } known && IsGood(known))
        {
            return known;
        }

        await slot.Gate.WaitAsync(cancellationToken);
        try
        {
            return slot.Token is { } fetched && IsGood(fetched) ? fetched : await FetchAsync(slot, registration, sorted, cancellationToken);
        }
        finally
        {
            slot.Gate.Release();
        }
    }

    /// <summary>Drops a token, for example after a service answered 401.</summary>
    /// <param name="registration">The platform.</param>
    /// <param name="scopes">The scopes it was asked for.</param>
    /// <param name="refused">The token that was refused; a newer one, which another caller got meanwhile, stays. Null drops any.</param>
    public void Forget(LtiRegistration registration, IEnumerable<string> scopes, ServiceToken? refused = null)
    {
        ArgumentNullException.ThrowIfNull(registration);
        if (slots.TryGetValue(Name(registration, scopes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)), out var slot))
        {
            slot.Drop(refused);
        }
    }

    /// <summary>Frees the gates; nobody may be waiting.</summary>
    public void Dispose()
    {
        foreach (var slot in slots.Values)
        {
            slot.Gate.Dispose();
        }
    }

    // The client id belongs to the name: a registration made anew under its old key must not find the old token.
    private static string Name(LtiRegistration registration, IEnumerable<string> sortedScopes) =>
        $"{registration.Id:N} {registration.ClientId} {registration.TokenEndpoint} {string.Join(' ', sortedScopes)}";

    private bool IsGood(ServiceToken token) => token.ExpiresAt - Margin > time.GetUtcNow();

    private async Task<LtiResult<ServiceToken>> FetchAsync(Slot slot, LtiRegistration registration, string[] scopes, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(registration.TokenEndpoint, UriKind.Absolute, out var endpoint))
        {
            return Rejections.TokenEndpointUnreachable.With("the token endpoint is no address");
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = Form(registration, await keys(cancellationToken), scopes) };
        request.Headers.Accept.ParseAdd("application/json");
        var answer = await PlatformAnswer.ReceiveAsync(clients(), request, cancellationToken);
        var result = ServiceTokenReader.Read(answer, scopes, time.GetUtcNow());
        slot.Token = result.Value;
        return result;
    }

    private FormUrlEncodedContent Form(LtiRegistration registration, ToolKeySet toolKeys, string[] scopes) => new(new Dictionary<string, string>
    {
        ["grant_type"] = "client_credentials",
        ["client_assertion_type"] = ClientAssertion.Type,
        ["client_assertion"] = ClientAssertion.Create(registration, toolKeys, time.GetUtcNow()),
        ["scope"] = string.Join(' ', scopes),
    });

    private sealed class Slot
    {
        private ServiceToken? token;

        public SemaphoreSlim Gate { get; } = new(1, 1);

        public ServiceToken? Token
        {
            get => Volatile.Read(ref token);
            set => Volatile.Write(ref token, value);
        }

        public void Drop(ServiceToken? refused)
        {
            if (refused is null)
            {
                Token = null;
                return;
            }

            Interlocked.CompareExchange(ref token, null, refused);
        }
    }
}
