using Lectern.Core.Capture.Boxes;
using Lectern.Core.Capture.Recordings;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lectern.Web.Capture.Recordings;

/// <summary>Finishes uploads of parts that were whole when the process died, makes videos that waited for a course, ends what boxes never ended, and clears away what no device came back to.</summary>
internal sealed partial class RecordingCare(PartUploads uploads, PartHooks hooks, MakeRecordedVideo make, EndGivenUpRecordings boxes, TimeProvider time, ILogger<RecordingCare> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            await TryAsync(() => uploads.Server.CompletePendingAsync(hooks, stoppingToken), stoppingToken);
            await TryAsync(() => boxes.RunAsync(stoppingToken), stoppingToken);
            await TryAsync(() => make.RunWaitingAsync(stoppingToken), stoppingToken);
            await TryAsync(() => uploads.Server.SweepAsync(hooks, stoppingToken), stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task TryAsync(Func<Task> duty, CancellationToken stoppingToken)
    {
        try
        {
            await duty();
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            Log.Failed(logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Looking after recordings failed; it is tried again in ten minutes.")]
        internal static partial void Failed(ILogger logger, Exception exception);
    }
}
