using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Lectern.Tus.Files;

namespace Lectern.Tus.Tests.Host;

/// <summary>A server on an empty folder, and the requests of the protocol as plain HTTP.</summary>
public abstract class UploadTestBase : IAsyncLifetime
{
    protected const string Me = "user-1";

    /// <summary>Flushes come early, so that a test can await the first one and know that a PATCH is under way.</summary>
    protected const int FlushBytes = 64 * 1024;

    protected TempFolder Folder { get; } = new();

    protected RecordingHooks Hooks { get; } = new();

    protected FileTusStore Store { get; private set; } = null!;

    protected TusApp App { get; private set; } = null!;

    protected HttpClient Http { get; } = new(new SocketsHttpHandler()) { Timeout = TimeSpan.FromSeconds(60) };

    protected virtual TusServerOptions Options { get; } = new() { MaxUploadBytes = 1L << 30 };

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync()
    {
        Store = OpenStore();
        App = await TusApp.StartAsync(Store, Hooks, Options);
    }

    public virtual async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await App.DisposeAsync();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected virtual FileTusStore OpenStore() => TusApp.OpenStore(Folder.Path, FlushBytes);

    protected static byte[] RandomBytes(int count) => RandomNumberGenerator.GetBytes(count);

    protected Task<HttpResponseMessage> SendAsync(string method, Uri address, HttpContent? content = null, params (string Name, string Value)[] headers)
        => SendAsync(method, address, TusHeaders.Version, content, headers);

    protected async Task<HttpResponseMessage> SendAsync(
        string method, Uri address, string? version, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (version is not null)
        {
            request.Headers.TryAddWithoutValidation(TusHeaders.TusResumable, version);
        }

        if (!request.Headers.Contains("X-Owner"))
        {
            request.Headers.Add("X-Owner", Me);
        }

        return await Http.SendAsync(request, Token);
    }

    protected Task<HttpResponseMessage> CreateAsync(long length, params (string Name, string Value)[] headers)
        => SendAsync("POST", App.Endpoint, null, [(TusHeaders.UploadLength, Text(length)), .. headers]);

    protected async Task<Uri> NewUploadAsync(long length, params (string Name, string Value)[] headers)
    {
        using var response = await CreateAsync(length, headers);
        Assert.Equal(201, (int)response.StatusCode);
        return UploadOf(response);
    }

    /// <summary>An upload whose length is told later.</summary>
    protected async Task<Uri> NewDeferredAsync(params (string Name, string Value)[] headers)
    {
        using var response = await SendAsync("POST", App.Endpoint, null, [(TusHeaders.UploadDeferLength, "1"), .. headers]);
        Assert.Equal(201, (int)response.StatusCode);
        return UploadOf(response);
    }

    protected Uri UploadOf(HttpResponseMessage response) => new(App.Endpoint, response.Headers.Location!);

    protected Task<HttpResponseMessage> PatchAsync(Uri upload, long offset, byte[] bytes, params (string Name, string Value)[] headers)
        => SendAsync("PATCH", upload, Bytes(bytes), [(TusHeaders.UploadOffset, Text(offset)), .. headers]);

    protected Task<HttpResponseMessage> HeadAsync(Uri upload) => SendAsync("HEAD", upload);

    protected async Task<long> OffsetAsync(Uri upload)
    {
        using var response = await HeadAsync(upload);
        Assert.Equal(200, (int)response.StatusCode);
        return long.Parse(Header(response, TusHeaders.UploadOffset)!, CultureInfo.InvariantCulture);
    }

    protected static HttpContent Bytes(byte[] bytes, string? type = TusHeaders.OffsetOctetStream)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type);
        return content;
    }

    /// <summary>A body that doesn't say its size: chunked.</summary>
    protected static HttpContent UnsizedBytes(byte[] bytes)
    {
        var content = new UnsizedContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(TusHeaders.OffsetOctetStream);
        return content;
    }

    protected static string? Header(HttpResponseMessage response, string name)
        => response.Headers.TryGetValues(name, out var values) ? values.Single() : null;

    protected static async Task AssertRefusedAsync(HttpResponseMessage response, int status, string code)
    {
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(TusHeaders.Version, Header(response, TusHeaders.TusResumable));
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token));
        Assert.Equal(code, problem.RootElement.GetProperty("code").GetString());
    }

    protected byte[] StoredBytes(Uri upload) => File.ReadAllBytes(Store.PathOf(IdOf(upload)));

    protected static Guid IdOf(Uri upload) => Guid.ParseExact(upload.Segments[^1], "N");

    protected static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed class UnsizedContent(byte[] bytes) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) => stream.WriteAsync(bytes).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
