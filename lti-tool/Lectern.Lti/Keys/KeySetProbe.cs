using Lectern.Lti.Http;

namespace Lectern.Lti.Keys;

/// <summary>Looks once whether a key set can be read, past every cache: for a self-test, not for launches.</summary>
/// <param name="clients">Gives the guarded client (see <see cref="PlatformHttp"/>).</param>
/// <param name="time">The clock.</param>
public sealed class KeySetProbe(Func<HttpClient> clients, TimeProvider time)
{
    /// <summary>Fetches it.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>What came.</returns>
    public async Task<KeySetAnswer> AskAsync(string address, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
        {
            return new KeySetAnswer([], "the key set's address is no address");
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        request.Headers.Accept.ParseAdd("application/json");
        var started = time.GetTimestamp();
        var answer = await PlatformAnswer.ReceiveAsync(clients(), request, cancellationToken);
        if (!answer.IsSuccess)
        {
            return new KeySetAnswer([], answer.Failure ?? $"the key set's address answers {(int?)answer.Status}");
        }

        return new KeySetAnswer([.. KeySetReader.Read(answer.Body)?.Keys ?? []], null) { Took = time.GetElapsedTime(started), ServerTime = answer.Date };
    }
}
