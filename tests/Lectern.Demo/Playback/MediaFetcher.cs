using System.Net;
using System.Net.Http.Headers;

namespace Lectern.Demo.Playback;

/// <summary>Fetches media as a player does: by the signed address alone, without cookie or header.</summary>
internal sealed class MediaFetcher(HttpClient http)
{
    public async Task<string> TextAsync(Uri address, CancellationToken cancellation)
    {
        using var response = await http.GetAsync(address, cancellation);
        return response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync(cancellation) : throw Refused(address, response.StatusCode);
    }

    public async Task<byte[]> BytesAsync(MediaPart part, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, part.Address);
        if (part is { Offset: { } offset, Length: { } length })
        {
            request.Headers.Range = new RangeHeaderValue(offset, offset + length - 1);
        }

        using var response = await http.SendAsync(request, cancellation);
        var wanted = part.Length is null ? HttpStatusCode.OK : HttpStatusCode.PartialContent;
        var bytes = response.StatusCode == wanted ? await response.Content.ReadAsByteArrayAsync(cancellation) : throw Refused(part.Address, response.StatusCode);
        return bytes.Length > 0 && (part.Length is null || part.Length == bytes.Length)
            ? bytes
            : throw new DemoFailure($"{part.Address.AbsolutePath} came with {bytes.Length} bytes, not {part.Length}.");
    }

    /// <summary>The part's size, without fetching it.</summary>
    public async Task<long> SizeAsync(MediaPart part, CancellationToken cancellation)
    {
        if (part.Length is { } known)
        {
            return known;
        }

        using var request = new HttpRequestMessage(HttpMethod.Head, part.Address);
        using var response = await http.SendAsync(request, cancellation);
        return response.IsSuccessStatusCode && response.Content.Headers.ContentLength is { } length ? length : throw Refused(part.Address, response.StatusCode);
    }

    private static DemoFailure Refused(Uri address, HttpStatusCode status) => new($"{address.AbsolutePath} answered {(int)status}.");
}
