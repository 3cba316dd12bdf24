using System.Runtime.CompilerServices;
using System.Text.Json;
using Lectern.Lti.Http;

namespace Lectern.Lti.Services;

/// <summary>Follows rel="next" from page to page (RFC 8288), one request at a time, keeping nothing of the pages before.</summary>
/// <param name="services">Sends the requests.</param>
internal sealed class ServicePager(LtiServiceClient services)
{
    private const int MostPages = 1000;

    /// <summary>Yields pages; a refusal is the last that is yielded.</summary>
    /// <param name="first">The first page's request.</param>
    /// <param name="filters">What the address was narrowed by. Moodle forgets it in its next link, so what is missing there is put in again.</param>
    /// <param name="read">Reads a page; null when it is not what it has to be.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async IAsyncEnumerable<LtiResult<ServicePage<T>>> ReadAsync<T>(
        ServiceCall first,
        IReadOnlyList<KeyValuePair<string, string>> filters,
        Func<JsonElement, IReadOnlyList<T>?> read,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var call = first; ;)
        {
            seen.Add(call.Address);
            var answer = await services.SendAsync(call, cancellationToken);
            if (!answer.IsAccepted)
            {
                yield return answer.Rejection;
                yield break;
            }

            if (!answer.Value.TryReadJson(out var json) || read(json) is not { } items)
            {
                yield return Rejections.ServiceAnswerUnreadable.With($"{answer.Value.Http.Body.Length} bytes");
                yield break;
            }

            LinkHeader.TryFind(answer.Value.Http.Links, "differences", answer.Value.Address, out var differences);
            yield return new ServicePage<T>(items, differences?.AbsoluteUri);
            if (!LinkHeader.TryFind(answer.Value.Http.Links, "next", answer.Value.Address, out var next))
            {
                yield break;
            }

            var address = next is null ? null : Repair(next, answer.Value.Address, filters);
            if (address is null || seen.Contains(address) || seen.Count >= MostPages)
            {
                yield return Rejections.PagingBroken.With(address is null ? "next leads elsewhere" : $"after {seen.Count} pages");
                yield break;
            }

            call = call with { Address = address };
        }
    }

    /// <summary>A list that is refused before anything is asked.</summary>
    public static async IAsyncEnumerable<LtiResult<ServicePage<T>>> Refused<T>(Rejection rejection)
    {
        await Task.CompletedTask;
        yield return rejection;
    }

    private static string? Repair(Uri next, Uri current, IReadOnlyList<KeyValuePair<string, string>> filters)
    {
        // A platform behind a proxy that ends TLS may think it is plain http.
        if (next.Scheme == Uri.UriSchemeHttp && current.Scheme == Uri.UriSchemeHttps && next.IsDefaultPort)
        {
            next = new UriBuilder(next) { Scheme = Uri.UriSchemeHttps, Port = -1 }.Uri;
        }

        // The token goes where the platform itself named its service, and nowhere else.
        return Origin.Of(next) is { } origin && origin == Origin.Of(current)
            ? filters.Where(filter => !ServiceAddress.Has(next.AbsoluteUri, filter.Key)).Aggregate(next.AbsoluteUri, (address, filter) => ServiceAddress.With(address, filter.Key, filter.Value))
            : null;
    }
}
