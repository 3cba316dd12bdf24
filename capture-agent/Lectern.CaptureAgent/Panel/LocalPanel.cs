using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Lectern.CaptureAgent.Recording;
using Lectern.CaptureAgent.Spool;
using Lectern.CaptureAgent.Uploading;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lectern.CaptureAgent.Panel;

/// <summary>The page in the room, and the same for programs. It listens to this machine alone.</summary>
internal sealed partial class LocalPanel(Recorder recorder, SpoolStore spool, UploadLedger ledger, AgentOptions options, TimeProvider clock, ILogger<LocalPanel> logger) : BackgroundService
{
    private readonly HttpListener listener = new();

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Port != 0)
        {
            Listen();
        }

        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        ((IDisposable)listener).Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var stop = stoppingToken.Register(listener.Abort);
        while (listener.IsListening && await NextAsync(listener) is { } exchange)
        {
            _ = Task.Run(() => AnswerSafelyAsync(exchange), CancellationToken.None);
        }
    }

    // No panel is no reason not to record.
    private void Listen()
    {
        listener.Prefixes.Add($"http://127.0.0.1:{options.Port}/");
        listener.Prefixes.Add($"http://localhost:{options.Port}/");
        try
        {
            listener.Start();
        }
        catch (HttpListenerException problem)
        {
            Log.Unheard(logger, options.Port, problem.Message);
        }
    }

    private static async Task<HttpListenerContext?> NextAsync(HttpListener listener)
    {
        try
        {
            return await listener.GetContextAsync();
        }
        catch (Exception problem) when (problem is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            return null;
        }
    }

    private async Task AnswerSafelyAsync(HttpListenerContext exchange)
    {
        try
        {
            await AnswerAsync(exchange.Request, exchange.Response);
            exchange.Response.Close();
        }
        catch (Exception problem) when (problem is HttpListenerException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            exchange.Response.Abort();
        }
    }

    private Task AnswerAsync(HttpListenerRequest request, HttpListenerResponse response)
    {
        response.Headers["Content-Security-Policy"] = "default-src 'self'; frame-ancestors 'none'";
        response.Headers["X-Content-Type-Options"] = "nosniff";
        response.Headers["Cache-Control"] = "no-store";
        var path = request.Url?.AbsolutePath ?? "/";
        if (!PanelGuard.Lets(request.UserHostName, request.Headers["Origin"], options.Port))
        {
            return Status(response, HttpStatusCode.Forbidden);
        }

        return (request.HttpMethod, path) switch
        {
            ("GET", "/status") => JsonAsync(response, PanelStatus.Of(recorder.View, spool.Recordings.Sum(ledger.QueuedBytes), clock.GetUtcNow()), AgentJson.Default.PanelStatus),
            ("GET", _) when PanelFiles.Find(path) is var (type, bytes) => BytesAsync(response, type, bytes),
            ("POST", _) when PanelOrder.Of(path, request.QueryString) is { } order => OrderAsync(response, order),
            _ => Status(response, HttpStatusCode.NotFound),
        };
    }

    private Task OrderAsync(HttpListenerResponse response, Contracts.Devices.Order order)
    {
        var problem = recorder.Apply(order).Problem;
        response.StatusCode = (int)(problem is null ? HttpStatusCode.OK : HttpStatusCode.Conflict);
        return JsonAsync(response, new PanelAnswer(problem), AgentJson.Default.PanelAnswer);
    }

    private static Task JsonAsync<T>(HttpListenerResponse response, T answer, JsonTypeInfo<T> type) =>
        BytesAsync(response, "application/json", JsonSerializer.SerializeToUtf8Bytes(answer, type));

    private static async Task BytesAsync(HttpListenerResponse response, string type, byte[] bytes)
    {
        response.ContentType = type;
        response.ContentLength64 = bytes.Length;
        await response.OutputStream.WriteAsync(bytes);
    }

    private static Task Status(HttpListenerResponse response, HttpStatusCode code)
    {
        response.StatusCode = (int)code;
        return Task.CompletedTask;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The panel can't listen on port {Port}: {Why}")]
        public static partial void Unheard(ILogger logger, int port, string why);
    }
}
