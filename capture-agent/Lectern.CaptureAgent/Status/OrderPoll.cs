using Lectern.CaptureAgent.Looking;
using Lectern.CaptureAgent.Recording;
using Lectern.CaptureAgent.Upkeep;
using Lectern.CaptureAgent.Uploading;
using Lectern.Contracts;
using Lectern.Contracts.Devices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lectern.CaptureAgent.Status;

/// <summary>Waits at the tool for orders and for changes of schedule and settings, and sees to both.</summary>
internal sealed partial class OrderPoll(Tool tool, Recorder recorder, UpkeepOrders upkeep, Wanted wanted, Watchers watchers, TimeProvider clock, ILogger<OrderPoll> logger) : BackgroundService
{
    // The tool holds its answer back; one that comes at once, again and again, must not become a flood.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(500);

    // Of the last answer that was seen to; what came after it comes at once.
    private string? version;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var patience = Patience.New(clock);
        while (!stoppingToken.IsCancellationRequested)
        {
            var answer = await AskSafelyAsync(stoppingToken);
            if (answer.IsSuccess || answer.IsNotModified)
            {
                patience.Reset();
                await Task.Delay(Breath, clock, stoppingToken);
            }
            else
            {
                patience.Fail();
                await patience.WaitAsync(answer.RetryAfter, stoppingToken);
            }
        }
    }

    private async Task<ToolAnswer> AskSafelyAsync(CancellationToken stoppingToken)
    {
        try
        {
            return await AskAsync(stoppingToken);
        }
        catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
        {
            Log.Stumbled(logger, problem);
            return ToolAnswer.None(problem.Message);
        }
    }

    /// <summary>Waits once.</summary>
    /// <returns>What the tool answered; the first refusal of what followed.</returns>
    internal async Task<ToolAnswer> AskAsync(CancellationToken cancellationToken)
    {
        var answer = await tool.GetAsync(CapturePaths.Orders, version, cancellationToken);
        if (answer.Read(CaptureJson.Default.Orders) is not { } orders)
        {
            return answer.IsSuccess ? ToolAnswer.None("The tool's orders can't be read.") : answer;
        }

        // That nobody does any more the next status says.
        if (orders.IsWatched)
        {
            watchers.Hear(true);
        }

        var isHere = await wanted.FollowAsync(orders.Settings, orders.Schedule, cancellationToken);
        foreach (var order in orders.Waiting)
        {
            if (UpkeepOrders.Takes(order))
            {
                // What waits for what is booked has to know it; a log tells why it does not.
                if (isHere || order.Kind == OrderKind.Logs)
                {
                    upkeep.Take(order);
                }

                continue;
            }

            var reported = await tool.PostAsync(CapturePaths.Orders, recorder.Apply(order), CaptureJson.Default.OrderResult, cancellationToken);
            if (!reported.IsSuccess)
            {
                return reported;
            }
        }

        version = isHere ? answer.Version : null;
        return isHere ? answer : ToolAnswer.None("The schedule or the settings could not be fetched.");
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Waiting for orders failed; it is tried again.")]
        public static partial void Stumbled(ILogger logger, Exception problem);
    }
}
