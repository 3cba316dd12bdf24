using System.Net;
using Microsoft.Extensions.Logging;

namespace Lectern.CaptureAgent.Panel;

/// <summary>Listens at some addresses, and tries again where it can't yet: a room's network may come up after the agent.</summary>
internal sealed partial class PanelListener(IReadOnlyList<string> prefixes, Func<HttpListenerContext, Task> answer, TimeProvider clock, ILogger logger) : IDisposable
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(10);
    private const int MostAtOnce = 50;
    private HttpListener? listener;
    private int answering;
    private bool hasSaidWhyNot;

    // No panel is no reason not to record.
    public bool TryListen()
    {
        var made = new HttpListener();
        try
        {
            foreach (var prefix in prefixes)
            {
                made.Prefixes.Add(prefix);
            }

            made.Start();
            (listener, hasSaidWhyNot) = (made, false);
            return true;
        }
        catch (Exception problem) when (problem is HttpListenerException or System.Net.Sockets.SocketException)
        {
            made.Abort();
            SayWhyNot(problem.Message);
            return false;
        }
    }

    public async Task RunAsync(CancellationToken stoppingToken)
    {
        await using var stop = stoppingToken.Register(() => listener?.Abort());
        while (!stoppingToken.IsCancellationRequested)
        {
            if (listener is null && !TryListen())
            {
                await Task.Delay(Again, clock, stoppingToken);
                continue;
            }

            while (await NextAsync(listener!) is { } exchange)
            {
                Answer(exchange);
            }

            Dispose();
        }
    }

    public void Dispose()
    {
        ((IDisposable?)listener)?.Dispose();
        listener = null;
    }

    private void Answer(HttpListenerContext exchange)
    {
        if (Interlocked.Increment(ref answering) <= MostAtOnce)
        {
            _ = Task.Run(() => AnswerAsync(exchange), CancellationToken.None);
            return;
        }

        Interlocked.Decrement(ref answering);
        exchange.Response.Abort();
    }

    private async Task AnswerAsync(HttpListenerContext exchange)
    {
        try
        {
            await answer(exchange);
        }
        finally
        {
            Interlocked.Decrement(ref answering);
        }
    }

    private void SayWhyNot(string why)
    {
        if (!hasSaidWhyNot)
        {
            hasSaidWhyNot = true;
            Log.Unheard(logger, string.Join(' ', prefixes), why);
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

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The panel can't listen at {Addresses}, and tries again: {Why}")]
        public static partial void Unheard(ILogger logger, string addresses, string why);
    }
}
