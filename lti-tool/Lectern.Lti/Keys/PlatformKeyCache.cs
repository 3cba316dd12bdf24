using System.Collections.Concurrent;
using Lectern.Lti.Http;

namespace Lectern.Lti.Keys;

/// <summary>
/// Keeps each platform's key set for an hour. An unknown kid makes it fetch again, at most every 30 seconds a registration; a fetch that fails changes nothing,
/// and many launches at once make one fetch.
/// </summary>
/// <param name="clients">Gives the guarded client (see <see cref="PlatformHttp"/>).</param>
/// <param name="time">The clock.</param>
public sealed class PlatformKeyCache(Func<HttpClient> clients, TimeProvider time) : IPlatformKeys
{
    private readonly ConcurrentDictionary<Guid, PlatformKeySet> sets = new();

    /// <inheritdoc/>
    public async ValueTask<LtiResult<PlatformKey>> FindAsync(LtiRegistration registration, string kid, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(registration);
        var set = SetOf(registration);
        if (set.Find(kid) is { } key && set.IsFresh(time.GetUtcNow()))
        {
            return key;
        }

        await set.RefreshAsync(time.GetUtcNow(), FetchAsync).WaitAsync(cancellationToken);
        return set.Find(kid) switch
        {
            { } found => found,
            null when set.IsKnown => Rejections.KeyUnknown,
            _ => Rejections.KeysUnreachable.With(set.Failure ?? "not fetched yet"),
        };
    }

    // An administrator may correct a registration's address: its old keys go with the old address.
    private PlatformKeySet SetOf(LtiRegistration registration) => sets.AddOrUpdate(
        registration.Id,
        _ => new PlatformKeySet(registration.JwksUri),
        (_, known) => known.Address == registration.JwksUri ? known : new PlatformKeySet(registration.JwksUri));

    // Not cancelled with the launch that began it: others wait for the same answer, and the client's own time limit ends it.
    private async Task<(IReadOnlyDictionary<string, PlatformKey>? Keys, string? Failure)> FetchAsync(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
        {
            return (null, "the key set's address is no address");
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        request.Headers.Accept.ParseAdd("application/json");
        var answer = await PlatformAnswer.ReceiveAsync(clients(), request, CancellationToken.None);
        if (!answer.IsSuccess)
        {
            return (null, answer.Failure ?? $"the key set's address answers {(int?)answer.Status}");
        }

        return KeySetReader.Read(answer.Body) is { } keys ? (keys, null) : (null, "the key set holds no usable RSA key of 2048 bits or more");
    }
}
