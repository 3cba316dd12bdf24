namespace Lectern.Demo.Browser;

/// <summary>One person's browser: cookies of its own, redirects followed by hand so that their targets can be read.</summary>
internal sealed class WebBrowser : IDisposable
{
    public WebBrowser() => Http = new HttpClient(new CookieJar(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }))
    {
        // Uploads and waits watch themselves.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public HttpClient Http { get; }

    public async Task<WebPage> GetAsync(Uri address, CancellationToken cancellation)
    {
        using var response = await Http.GetAsync(address, cancellation);
        return await ReadAsync(address, response, cancellation);
    }

    /// <summary>Posts a form; gives the page, or where it sends the browser.</summary>
    public async Task<(WebPage? Page, Uri? Location)> PostAsync(WebForm form, CancellationToken cancellation)
    {
        using var content = new FormUrlEncodedContent(form.Fields);
        using var response = await Http.PostAsync(form.Action, content, cancellation);
        return response.Headers.Location is { } location
            ? (null, new Uri(form.Action, location))
            : (await ReadAsync(form.Action, response, cancellation), null);
    }

    public void Dispose() => Http.Dispose();

    private static async Task<WebPage> ReadAsync(Uri address, HttpResponseMessage response, CancellationToken cancellation) =>
        new(address, (int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellation));
}
