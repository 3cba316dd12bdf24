using System.Net.Http.Headers;
using System.Net.Http.Json;
using Lectern.Demo.Browser;

namespace Lectern.Demo.Tool;

/// <summary>What a page behind a launch has: its address and its token, which travels in one header only.</summary>
internal sealed class ToolSession(WebBrowser browser, Uri root, string token)
{
    public HttpClient Http => browser.Http;

    public Uri At(string path) => new($"{root.AbsoluteUri}/{path}");

    /// <summary>Gives this launch's rights to a request for one of its own addresses.</summary>
    public void Authorize(HttpRequestMessage request) => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);

    public Task<T> GetAsync<T>(string path, CancellationToken cancellation) => SendAsync<T>(HttpMethod.Get, path, null, cancellation);

    public Task<T> PostAsync<T>(string path, object body, CancellationToken cancellation) => SendAsync<T>(HttpMethod.Post, path, body, cancellation);

    private async Task<T> SendAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, At(path)) { Content = body is null ? null : JsonContent.Create(body, options: JsonCalls.Json) };
        Authorize(request);
        using var response = await Http.SendAsync(request, cancellation);
        return await JsonCalls.ReadAsync<T>(response, cancellation);
    }
}
