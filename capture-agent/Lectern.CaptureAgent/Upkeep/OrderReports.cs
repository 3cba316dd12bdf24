using Lectern.CaptureAgent.Status;
using Lectern.CaptureAgent.Uploading;
using Lectern.Contracts;
using Lectern.Contracts.Devices;

namespace Lectern.CaptureAgent.Upkeep;

/// <summary>Tells the tool what becomes of an order that takes its time, and asks whether it is still meant. Each goes on until the tool has answered.</summary>
internal sealed class OrderReports(Tool tool, Wanted wanted, TimeProvider clock)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    // No list of orders has this version, so that the tool doesn't hold its answer back.
    private const string AtOnce = "at-once";

    public Task<ToolAnswer> TellAsync(OrderResult result, CancellationToken stoppingToken) =>
        UntilHeardAsync(() => tool.PostAsync(CapturePaths.Orders, result, CaptureJson.Default.OrderResult, stoppingToken), stoppingToken);

    /// <summary>Waits, and tells what for.</summary>
    public async Task WaitAsync(Order order, Func<string?> why, CancellationToken stoppingToken)
    {
        string? told = null;
        while (why() is { } waits)
        {
            if (waits != told)
            {
                await TellAsync(new OrderResult(order.Id, Waits: waits), stoppingToken);
                told = waits;
            }

            await Task.Delay(Look, clock, stoppingToken);
        }
    }

    /// <summary>Whether the tool still wants an order carried out, which it doesn't after a day. The schedule is here by then as it is now.</summary>
    public async Task<bool> StandsAsync(Order order, CancellationToken stoppingToken)
    {
        var answer = await UntilHeardAsync(() => AskAsync(stoppingToken), stoppingToken);
        return answer.Read(CaptureJson.Default.Orders) is { } orders && orders.Waiting.Any(waiting => waiting.Id == order.Id);
    }

    public async Task<ToolAnswer> UntilHeardAsync(Func<Task<ToolAnswer>> send, CancellationToken stoppingToken)
    {
        var patience = Patience.New(clock);
        while (true)
        {
            var answer = await send();
            if (!answer.IsUnavailable)
            {
                return answer;
            }

            patience.Fail();
            await patience.WaitAsync(answer.RetryAfter, stoppingToken);
        }
    }

    private async Task<ToolAnswer> AskAsync(CancellationToken stoppingToken)
    {
        var answer = await tool.GetAsync(CapturePaths.Orders, AtOnce, stoppingToken);
        return answer.Read(CaptureJson.Default.Orders) is { } orders && await wanted.FollowAsync(orders.Settings, orders.Schedule, stoppingToken)
            ? answer
            : ToolAnswer.None("The orders or the schedule could not be fetched.");
    }
}
