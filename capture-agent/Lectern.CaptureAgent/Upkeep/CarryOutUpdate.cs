using Lectern.CaptureAgent.Uploading;
using Lectern.Contracts.Devices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lectern.CaptureAgent.Upkeep;

/// <summary>
/// Carries out an order to update: takes what is offered, waits until nothing is recorded, asks whether it is still meant, and ends so that what was taken is started. Safe to repeat.
/// </summary>
internal sealed partial class CarryOutUpdate(
    OrderReports reports, UpdateTaker updates, Versions versions, QuietWatch quiet, AgentOptions options, IHostApplicationLifetime life, TimeProvider clock, ILogger<CarryOutUpdate> logger)
    : IDisposable
{
    private readonly SemaphoreSlim one = new(1, 1);

    /// <returns>What became of it; null for what is told by the version that runs then.</returns>
    public async Task<OrderResult?> RunAsync(Order order, CancellationToken stoppingToken)
    {
        await one.WaitAsync(stoppingToken);
        try
        {
            // What became of one that was switched to is told by itself.
            return versions.Pointer.Order == order.Id ? null : await StageAsync(order, stoppingToken) ?? await SwitchAsync(order, stoppingToken);
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    // Null once a version waits in its folder, perhaps since the last run.
    private async Task<OrderResult?> StageAsync(Order order, CancellationToken stoppingToken)
    {
        if (versions.Pointer.Next is { } staged && !UpdateHeader.IsNewer(staged.Version, AgentVersion.Text))
        {
            // A package that is as new was installed meanwhile.
            Drop();
        }

        return versions.Pointer.Next?.Order == order.Id ? null : await TakeAsync(order, stoppingToken);
    }

    private async Task<OrderResult?> SwitchAsync(Order order, CancellationToken stoppingToken)
    {
        do
        {
            await reports.WaitAsync(order, quiet.ForLong, stoppingToken);
            if (await WhyNotAnyMoreAsync(order, stoppingToken) is { } result)
            {
                return result;
            }
        }
        while (quiet.ForLong() is not null);

        versions.Change(now => now.Switched(options.Installed is null ? null : AgentVersion.Text));
        life.StopApplication();
        return null;
    }

    // Hours may have passed: by now it may be known as bad, or be ordered no more.
    private async Task<OrderResult?> WhyNotAnyMoreAsync(Order order, CancellationToken stoppingToken)
    {
        if (!await reports.StandsAsync(order, stoppingToken))
        {
            Drop();
            return new OrderResult(order.Id, "The machine was not free for a day, and the update is not done any more.");
        }

        var staged = versions.Pointer.Next?.Version;
        if (staged is not null && staged == await InsistAsync(order, () => updates.FindAsync(stoppingToken), stoppingToken))
        {
            return null;
        }

        Drop();
        return await TakeAsync(order, stoppingToken) is { } instead ? instead with { Problem = $"{staged} is offered no more. {instead.Problem}".TrimEnd() } : null;
    }

    private async Task<OrderResult?> TakeAsync(Order order, CancellationToken stoppingToken)
    {
        var (version, problem) = await InsistAsync(order, () => updates.TakeAsync(stoppingToken), stoppingToken);
        if (version is null)
        {
            return new OrderResult(order.Id, problem);
        }

        versions.Change(now => now with { Next = new StagedVersion(version, order.Id) });
        return null;
    }

    private void Drop() => versions.Change(now => now with { Next = null });

    private async Task<T> InsistAsync<T>(Order order, Func<Task<T>> attempt, CancellationToken stoppingToken)
    {
        var patience = Patience.New(clock);
        while (true)
        {
            try
            {
                return await attempt();
            }
            catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
            {
                Log.Failed(logger, trouble);
                await reports.TellAsync(new OrderResult(order.Id, Waits: $"The update could not be taken yet: {trouble.Message}"), stoppingToken);
                patience.Fail();
                await patience.WaitAsync(null, stoppingToken);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The update could not be taken; it is tried again.")]
        public static partial void Failed(ILogger logger, Exception problem);
    }
}
