using Lectern.Core.Capture.Telling;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lectern.Web.Capture.Telling;

/// <summary>Sends what is in the outbox. What one receiver doesn't take keeps nothing from the others, and a mail server that is away no post.</summary>
internal sealed partial class MessageSender(Outbox outbox, SmtpMail mail, WebHook hook, ILogger<MessageSender> logger) : BackgroundService
{
    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Enum.GetValues<MessageWay>().Select(way => SendAsync(way, stoppingToken)));

    private async Task SendAsync(MessageWay way, CancellationToken stoppingToken)
    {
        // A pace and no moment: a clock that is set on by months must not make it run for each of its ticks.
        using var timer = new PeriodicTimer(s_every, TimeProvider.System);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SendDueAsync(way, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Failed(logger, exception);
            }
        }
    }

    internal async Task SendDueAsync(MessageWay way, CancellationToken cancellationToken)
    {
        while (await outbox.TakeAsync(way, cancellationToken) is { } message)
        {
            if (await FaultOfAsync(message, cancellationToken) is not { } fault)
            {
                await outbox.SentAsync(message, cancellationToken);
                continue;
            }

            await outbox.FailedAsync(message, fault.Message, cancellationToken);
            if (fault is NoMailServerException)
            {
                // The next one would wait as long for nothing.
                return;
            }
        }
    }

    /// <returns>Why it was not taken; null when it was.</returns>
    private async Task<Exception?> FaultOfAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await (message.Way == MessageWay.Mail ? mail.SendAsync(message, cancellationToken) : hook.SendAsync(message, cancellationToken));
            return null;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Not the exception: a server's answer may name who it is for.
            Log.NotTaken(logger, message.Id, message.Way, exception.GetType().Name);
            return exception;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Sending messages failed; it is tried again in seconds.")]
        internal static partial void Failed(ILogger logger, Exception exception);

        [LoggerMessage(2, LogLevel.Warning, "Message {Message} by {Way} was not taken ({Problem}); it is tried again.")]
        internal static partial void NotTaken(ILogger logger, Guid message, MessageWay way, string problem);
    }
}
