using Lectern.CaptureAgent.Recording;
using Lectern.CaptureAgent.Status;
using Lectern.Contracts;
using Lectern.Contracts.Devices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lectern.CaptureAgent.Inputs;

/// <summary>Tells the tool what could be recorded from here: at the start, and within a minute after something was plugged in or out. While something is recorded or looked at nothing is asked.</summary>
internal sealed partial class InputSender(FindInputs find, Tool tool, Func<RecorderView> view, TimeProvider clock, ILogger<InputSender> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(1);
    private (Guid Device, IReadOnlyList<FoundInput> Inputs)? told;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            if (AreFree(view()))
            {
                await SendSafelyAsync(stoppingToken);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // To ask a camera what it gives opens it, and most are given to one program alone.
    private bool AreFree(RecorderView now) =>
        now is { IsIdle: true, IsLookedAt: false } && now.Schedule?.Bookings.Any(booking => booking.Start > clock.GetUtcNow() && booking.Start < clock.GetUtcNow() + Before) is not true;

    private async Task SendSafelyAsync(CancellationToken stoppingToken)
    {
        try
        {
            await SendAsync(stoppingToken);
        }
        catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
        {
            Log.Stumbled(logger, problem);
        }
    }

    /// <summary>Looks once, and tells unless the tool knows. A machine that was enrolled anew tells again.</summary>
    internal async Task SendAsync(CancellationToken cancellationToken)
    {
        if (tool.Device is not { } device)
        {
            return;
        }

        var found = await find.RunAsync(cancellationToken);
        if (told is { } before && before.Device == device && before.Inputs.SequenceEqual(found.Inputs))
        {
            return;
        }

        var answer = await tool.PutAsync(CapturePaths.Inputs, found, CaptureJson.Default.FoundInputs, cancellationToken);
        told = answer.IsSuccess ? (device, found.Inputs) : null;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "What can be recorded from here could not be found out or told; it is tried again in a minute.")]
        public static partial void Stumbled(ILogger logger, Exception problem);
    }
}
