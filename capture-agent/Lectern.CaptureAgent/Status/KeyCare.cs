using Lectern.Contracts;
using Lectern.Contracts.Devices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lectern.CaptureAgent.Status;

/// <summary>Changes the device's key once a month. Wherever a crash falls, one of the two that are kept opens.</summary>
internal sealed partial class KeyCare(DeviceStore store, Tool tool, TimeProvider clock, ILogger<KeyCare> logger) : BackgroundService
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);
    private static readonly TimeSpan Look = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, clock);
        do
        {
            try
            {
                await ChangeIfDueAsync(stoppingToken);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                Log.Failed(logger, problem);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    internal async Task ChangeIfDueAsync(CancellationToken cancellationToken)
    {
        if (store.Read() is not { } device || clock.GetUtcNow() - device.KeySince < Longest)
        {
            return;
        }

        var next = device with { OtherKey = DeviceKey.Create() };
        if (!store.TryChange(device, next))
        {
            return;
        }

        var answer = await tool.PutAsync(CapturePaths.Key, new KeyChange(DeviceKey.HashOf(next.OtherKey)), CaptureJson.Default.KeyChange, cancellationToken);

        if (answer.IsSuccess && store.TryChange(next, next with { Key = next.OtherKey, OtherKey = next.Key, KeySince = clock.GetUtcNow() }))
        {
            Log.Changed(logger);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The device's key was changed.")]
        public static partial void Changed(ILogger logger);

        [LoggerMessage(LogLevel.Error, "The device's key could not be changed; it is tried again in an hour.")]
        public static partial void Failed(ILogger logger, Exception problem);
    }
}
