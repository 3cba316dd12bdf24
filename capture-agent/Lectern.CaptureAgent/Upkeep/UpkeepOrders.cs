using System.Collections.Concurrent;
using System.Threading.Channels;
using Lectern.CaptureAgent.Status;
using Lectern.CaptureAgent.Uploading;
using Lectern.Contracts;
using Lectern.Contracts.Devices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lectern.CaptureAgent.Upkeep;

/// <summary>Carries out orders that concern the machine and no recording. They take their time, so that none keeps another or the next order for a recording waiting.</summary>
internal sealed partial class UpkeepOrders(Tool tool, LogBundle log, TimeProvider clock, ILogger<UpkeepOrders> logger) : BackgroundService
{
    private readonly Channel<Order> taken = Channel.CreateUnbounded<Order>();
    private readonly ConcurrentDictionary<Guid, OrderKind> known = new();

    public static bool Takes(Order order) => order.Kind is OrderKind.Logs;

    /// <summary>Returns at once; what becomes of it is told later. Safe to repeat.</summary>
    public void Take(Order order)
    {
        if (known.TryAdd(order.Id, order.Kind))
        {
            taken.Writer.TryWrite(order);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var running = new List<Task>();
        try
        {
            await foreach (var order in taken.Reader.ReadAllAsync(stoppingToken))
            {
                running.RemoveAll(one => one.IsCompleted);
                running.Add(CarryOutAsync(order, stoppingToken));
            }
        }
        finally
        {
            await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task CarryOutAsync(Order order, CancellationToken stoppingToken)
    {
        var result = await DoSafelyAsync(order, stoppingToken);
        Log.Ordered(logger, order.Kind, result.Problem ?? "done");
        await TellAsync(result, stoppingToken);
    }

    private async Task<OrderResult> DoSafelyAsync(Order order, CancellationToken stoppingToken)
    {
        try
        {
            return new OrderResult(order.Id, await SendLogAsync(order, stoppingToken));
        }
        catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
        {
            Log.Failed(logger, problem, order.Kind);
            return new OrderResult(order.Id, problem.Message);
        }
    }

    private async Task<string?> SendLogAsync(Order order, CancellationToken stoppingToken)
    {
        var bytes = await log.MakeAsync(stoppingToken);
        return ProblemOf(await UntilHeardAsync(() => tool.PutLogAsync(order.Id, bytes, stoppingToken), stoppingToken));
    }

    private Task<ToolAnswer> TellAsync(OrderResult result, CancellationToken stoppingToken) =>
        UntilHeardAsync(() => tool.PostAsync(CapturePaths.Orders, result, CaptureJson.Default.OrderResult, stoppingToken), stoppingToken);

    private async Task<ToolAnswer> UntilHeardAsync(Func<Task<ToolAnswer>> send, CancellationToken stoppingToken)
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

    private static string? ProblemOf(ToolAnswer answer) => answer.IsSuccess ? null : $"{answer.Code} {answer.Text}".Trim();

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Ordered {Order}: {Outcome}")]
        public static partial void Ordered(ILogger logger, OrderKind order, string outcome);

        [LoggerMessage(LogLevel.Error, "Order {Order} failed.")]
        public static partial void Failed(ILogger logger, Exception problem, OrderKind order);
    }
}
