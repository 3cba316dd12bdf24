using System.Collections.Concurrent;
using System.Net;
using Lectern.TestSupport;
using Lectern.Web.Tests.Support;

namespace Lectern.Web.Tests.Capture;

/// <summary>A program that receives alarms, and keeps their headers and bodies.</summary>
internal sealed class HookListener : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly int _port = Ports.Free();

    public HookListener()
    {
        _listener.Prefixes.Add($"http://127.0.0.1:{_port}/");
        _listener.Start();
        _ = ListenAsync();
    }

    public string Authority => $"127.0.0.1:{_port}";

    public ConcurrentQueue<(string? Delivery, string? Timestamp, string? Signature, string Body)> Posts { get; } = [];

    /// <summary>What it answers.</summary>
    public HttpStatusCode Answer { get; set; } = HttpStatusCode.OK;

    public void Dispose() => _listener.Close();

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream);
                var headers = context.Request.Headers;
                Posts.Enqueue((headers["Lectern-Delivery"], headers["Lectern-Timestamp"], headers["Lectern-Signature"], await reader.ReadToEndAsync()));
                (context.Response.StatusCode, context.Response.RedirectLocation) = ((int)Answer, "/elsewhere");
                context.Response.Close();
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
