using System.Threading.Channels;
using Lectern.Core.LaunchLog;
using Lectern.Lti;
using Lectern.Lti.Launch;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lectern.Web.Lti;

/// <summary>Writes the launch log behind the launches: none waits for it, and none fails because it can't be written.</summary>
public sealed partial class LaunchLogWriter(KeepLaunchLog keep, TimeProvider time, ILogger<LaunchLogWriter> logger) : BackgroundService
{
    private const int MostWaiting = 1000;
    private const int MostAtOnce = 100;

    // Launches that come together are one write, which competes with theirs for SQLite's one writer.
    private static readonly TimeSpan Gathering = TimeSpan.FromSeconds(1);

    private readonly Channel<LaunchAttempt> _attempts = Channel.CreateBounded<LaunchAttempt>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Accepted(LtiLaunch launch, Guid launchId, SignInWay way) => _attempts.Writer.TryWrite(LaunchAttempt.Accepted(launch, launchId, way, time.GetUtcNow()));

    /// <summary>The reference to show to the person.</summary>
    public string Refused(Rejection rejection)
    {
        var attempt = LaunchAttempt.Refused(rejection, LaunchReference.Create(), time.GetUtcNow());
        if (keep.Allows(attempt))
        {
            _attempts.Writer.TryWrite(attempt);
        }

        return LaunchReference.Show(attempt.Reference!);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteAllAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _attempts.Reader.WaitToReadAsync(stoppingToken))
        {
            await Task.Delay(Gathering, stoppingToken);
            await WriteAllAsync(stoppingToken);
        }
    }

    private async Task WriteAllAsync(CancellationToken cancellationToken)
    {
        while (_attempts.Reader.Count > 0)
        {
            await WriteAsync(cancellationToken);
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        var batch = new List<LaunchAttempt>();
        while (batch.Count < MostAtOnce && _attempts.Reader.TryRead(out var attempt))
        {
            batch.Add(attempt);
        }

        try
        {
            await keep.RunAsync(batch, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, exception, batch.Count);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Count} rows of the launch log could not be written.")]
        internal static partial void Failed(ILogger logger, Exception exception, int count);
    }
}
