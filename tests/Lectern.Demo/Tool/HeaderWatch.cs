namespace Lectern.Demo.Tool;

/// <summary>Tells of a header in any answer that passes.</summary>
internal sealed class HeaderWatch(string name, Action<string> seen, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (response.Headers.TryGetValues(name, out var values))
        {
            seen(values.First());
        }

        return response;
    }
}
