using System.Net;
using System.Net.Http.Headers;
using Lectern.TestSupport;

namespace Lectern.EndToEnd.Tests.Browser;

/// <summary>
/// A server between browser and tool that hands on everything but cookies. An answer made up in the browser would not do: Chromium takes such a page for one of the
/// public net, from where nobody is led to this machine.
/// </summary>
internal sealed class CookielessRelay : IDisposable
{
    private const string Target = "to";
    private readonly HttpListener _listener = new();
    private readonly string _address;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });

    private CookielessRelay()
    {
        _address = $"http://127.0.0.1:{Ports.Free()}/";
        _listener.Prefixes.Add(_address);
        _listener.Start();
        _ = ServeAsync();
    }

    /// <summary>The one relay of this run.</summary>
    public static CookielessRelay Only { get; } = new();

    public string AddressFor(string address) => $"{_address}?{Target}={Uri.EscapeDataString(address)}";

    public void Dispose()
    {
        _listener.Close();
        _http.Dispose();
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            var call = await _listener.GetContextAsync();
            _ = RelayAsync(call);
        }
    }

    private async Task RelayAsync(HttpListenerContext call)
    {
        using var body = new MemoryStream();
        await call.Request.InputStream.CopyToAsync(body);
        using var request = new HttpRequestMessage(new HttpMethod(call.Request.HttpMethod), call.Request.QueryString[Target]);
        if (body.Length > 0)
        {
            request.Content = new ByteArrayContent(body.ToArray());
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(call.Request.ContentType!);
        }

        using var answer = await _http.SendAsync(request);
        call.Response.StatusCode = (int)answer.StatusCode;
        var itself = request.RequestUri!.GetLeftPart(UriPartial.Authority);
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not ("Set-Cookie" or "Transfer-Encoding" or "Content-Length")))
        {
            // To the browser "itself" would be the relay.
            call.Response.Headers[name] = string.Join(", ", values).Replace("'self'", itself, StringComparison.Ordinal);
        }

        await using var output = call.Response.OutputStream;
        await output.WriteAsync(await answer.Content.ReadAsByteArrayAsync());
    }
}
