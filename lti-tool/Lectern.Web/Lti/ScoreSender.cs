using Lectern.Core.Grades;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Lectern.Web.Lti;

/// <summary>Sends promised scores in the background. Several servers may: a row is taken by one of them.</summary>
public sealed partial class ScoreSender(SendScores send, IOptions<WebOptions> options, ILogger<ScoreSender> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim _one = new(1, 1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A pace and no moment: a clock that is set on by months must not make it run for each of its ticks.
        using var timer = new PeriodicTimer(Every, TimeProvider.System);
        do
        {
            await SendDueAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    public override void Dispose()
    {
        base.Dispose();
        _one.Dispose();
    }

    /// <summary>Sends all that are due now; those of this process one after the other.</summary>
    public async Task SendDueAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            while (await send.RunNextAsync(options.Value.Address(LtiProtocol.LaunchPath), cancellationToken))
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, exception);
        }
        finally
        {
            _one.Release();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Sending a score failed; it is due again in two minutes.")]
        internal static partial void Failed(ILogger logger, Exception exception);
    }
}
