using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Lectern.Web.Tests.Support;

/// <summary>A signed-in page: asks below its launch with the bearer header, as our script does.</summary>
public sealed record Session(Browser Browser, Guid Launch, string Token)
{
    public string Root => $"/w/{Launch}";

    public Task<HttpResponseMessage> GetAsync(string path = "") => SendAsync(HttpMethod.Get, path);

    public Task<HttpResponseMessage> PostAsync(string path, object? body = null) =>
        SendAsync(HttpMethod.Post, path, body is null ? null : JsonContent.Create(body));

    public Task<HttpResponseMessage> PatchAsync(string path, object body) => SendAsync(HttpMethod.Patch, path, JsonContent.Create(body));

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path.StartsWith("/w/", StringComparison.Ordinal) ? path : Root + path) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return Browser.SendAsync(request);
    }
}
