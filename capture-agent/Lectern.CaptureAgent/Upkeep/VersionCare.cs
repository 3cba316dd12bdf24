using Lectern.CaptureAgent.Recording;
using Lectern.CaptureAgent.Scheduling;
using Lectern.CaptureAgent.Status;
using Lectern.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lectern.CaptureAgent.Upkeep;

/// <summary>Says of a version that an update brought whether it came to work, and tells what became of the order.</summary>
internal sealed partial class VersionCare(
    AgentOptions options, Versions versions, Tool tool, StatusSender status, Recorder recorder, PlanKeeper plan, IHostApplicationLifetime life, TimeProvider clock, ILogger<VersionCare> logger)
    : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var began = clock.GetTimestamp();
        using var timer = new PeriodicTimer(Look, clock);
        do
        {
            try
            {
                if (await LookAsync(clock.GetElapsedTime(began), stoppingToken))
                {
                    return;
                }
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                Log.Stumbled(logger, problem);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <returns>Whether nothing is left to be done.</returns>
    internal async Task<bool> LookAsync(TimeSpan lived, CancellationToken cancellationToken)
    {
        var pointer = versions.Pointer;
        if (pointer.Starts is not null && options.Installed is not null)
        {
            Judge(pointer, lived);
            return false;
        }

        if (pointer.Result is { } result)
        {
            var told = await tool.PostAsync(CapturePaths.Orders, result, CaptureJson.Default.OrderResult, cancellationToken);
            if (told.IsUnavailable)
            {
                return false;
            }

            Log.Became(logger, result.Problem ?? $"{AgentVersion.Text} runs.");
            versions.Change(now => now.Result == result ? now with { Result = null } : now);
        }

        return true;
    }

    private void Judge(VersionPointer pointer, TimeSpan lived)
    {
        // One that ends after a while, or whose recorder stumbles, has not come to work because it could say so.
        var hasLooked = !ReferenceEquals(recorder.View, RecorderView.Nothing);
        if (lived >= Shortest && status.HasTold && hasLooked)
        {
            versions.Change(now => now.Accepted());
        }
        else if (lived > Longest && Quiet.Now(plan.State, !hasLooked || recorder.View.IsIdle) is null)
        {
            Log.GaveUp(logger, pointer.Version!);
            versions.Change(now => now.FallenBack("did not come to work within five minutes."));
            life.StopApplication();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "What became of the update: {Outcome}")]
        public static partial void Became(ILogger logger, string outcome);

        [LoggerMessage(LogLevel.Error, "Version {Version} did not come to work within five minutes: the one before runs again.")]
        public static partial void GaveUp(ILogger logger, string version);

        [LoggerMessage(LogLevel.Error, "Looking after versions failed; it is tried again.")]
        public static partial void Stumbled(ILogger logger, Exception problem);
    }
}
