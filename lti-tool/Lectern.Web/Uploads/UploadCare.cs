using Lectern.Core.Launches;
using Lectern.Core.Uploads;
using Lectern.Tus;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lectern.Web.Uploads;

/// <summary>Finishes uploads that were whole when the process died, and once an hour clears away what nobody came back to.</summary>
internal sealed partial class UploadCare(
    TusServer server, ITusStore store, UploadHooks hooks, OpenUploads uploads, ForgetExpired forget, TimeProvider time, ILogger<UploadCare> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            // Each for itself: what is wrong with one must not keep the others from being done.
            await TryAsync(() => server.CompletePendingAsync(hooks, stoppingToken), stoppingToken);
            await TryAsync(() => server.SweepAsync(hooks, stoppingToken), stoppingToken);
            await TryAsync(() => uploads.EndLostAsync(HasFileAsync, stoppingToken), stoppingToken);
            await TryAsync(() => forget.RunAsync(stoppingToken), stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async ValueTask<bool> HasFileAsync(Guid upload, CancellationToken cancellationToken) => await store.FindAsync(upload, cancellationToken) is not null;

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
        [LoggerMessage(1, LogLevel.Error, "Looking after uploads failed; it is tried again in an hour.")]
        internal static partial void Failed(ILogger logger, Exception exception);
    }
}
