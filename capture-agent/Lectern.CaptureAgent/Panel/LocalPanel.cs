using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Lectern.CaptureAgent.Recording;
using Lectern.CaptureAgent.Spool;
using Lectern.CaptureAgent.Status;
using Lectern.CaptureAgent.Uploading;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lectern.CaptureAgent.Panel;

/// <summary>The page in the room, and the same for programs. It listens to this machine alone, unless IT opens it to others who know its secret.</summary>
internal sealed partial class LocalPanel : BackgroundService
{
    private readonly Recorder recorder;
    private readonly SpoolStore spool;
    private readonly UploadLedger ledger;
    private readonly Tool tool;
    private readonly TimeProvider clock;
    private readonly PanelDoor door;
    private readonly IReadOnlyList<PanelListener> listeners;

    public LocalPanel(Recorder recorder, SpoolStore spool, UploadLedger ledger, Tool tool, AgentOptions options, TimeProvider clock, ILogger<LocalPanel> logger)
    {
        (this.recorder, this.spool, this.ledger, this.tool, this.clock) = (recorder, spool, ledger, tool, clock);
        PanelSecret? secret = null;
        var open = options.Listen;

        // Without its secret it stays shut; a recorder that would not start for that were worse.
        if (open is not null && !PanelSecret.TryRead(options.Secret, out secret, out var problem))
        {
            Log.StaysShut(logger, open, problem);
            open = null;
        }

        door = new PanelDoor(options.Port, secret, new PanelGuesses(clock));
        listeners = [.. PanelAddresses.Of(options.Port, open).Select(prefixes => new PanelListener(prefixes, AnswerSafelyAsync, clock, logger))];
    }

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var listener in listeners)
        {
            listener.TryListen();
        }

        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        foreach (var listener in listeners)
        {
            listener.Dispose();
        }

        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(listeners.Select(listener => listener.RunAsync(stoppingToken)));

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
        // Else what else a caller sends, however much and slowly, is read to its end on a thread that recording needs.
        response.KeepAlive = false;
        response.Headers["Content-Security-Policy"] = "default-src 'self'; frame-ancestors 'none'";
        response.Headers["X-Content-Type-Options"] = "nosniff";
        response.Headers["Cache-Control"] = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
        var entry = door.Ask(new PanelCaller(request.RemoteEndPoint.Address, request.UserHostName, request.Headers["Origin"], request.Headers["Authorization"], request.Url?.AbsolutePath ?? "/"));
        if (entry.Refused is { } refused)
        {
            return Status(response, refused);
        }

        return (request.HttpMethod, entry.Path) switch
        {
            ("GET", "/status") => JsonAsync(response, PanelStatus.Of(recorder.View, tool, spool.Recordings.Sum(ledger.QueuedBytes), clock.GetUtcNow()), AgentJson.Default.PanelStatus),
            ("GET", _) when PanelFiles.Find(entry.Path) is var (type, bytes) => BytesAsync(response, type, bytes),
            ("POST", _) or ("GET", _) when (entry.PressesByGet || request.HttpMethod == "POST") && PanelOrder.Of(entry.Path, request.QueryString) is { } order => OrderAsync(response, order),
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
        [LoggerMessage(LogLevel.Error, "The panel is not opened at {Address}, for its secret can't be read: {Why}")]
        public static partial void StaysShut(ILogger logger, IPAddress address, string why);
    }
}
