using System.Collections.Concurrent;
using System.Threading.Channels;
using Lectern.CaptureAgent.Status;
using Lectern.Contracts.Devices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lectern.CaptureAgent.Upkeep;

/// <summary>Carries out orders that concern the machine and no recording. They take their time, so that none keeps another or the next order for a recording waiting.</summary>
internal sealed partial class UpkeepOrders(
    Tool tool, OrderReports reports, LogBundle log, CarryOutUpdate update, Versions versions, QuietWatch quiet, AgentOptions options, IHostApplicationLifetime life, EndWatch ends, TimeProvider clock, ILogger<UpkeepOrders> logger)
    : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);
    private readonly Channel<Order> taken = Channel.CreateUnbounded<Order>();
    private readonly ConcurrentDictionary<Guid, OrderKind> known = new();

    public static bool Takes(Order order) => order.Kind is OrderKind.Logs or OrderKind.Update or OrderKind.Restart;

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
        // What was taken and waited when the last run ended.
        if (options.IsSupervised && versions.Pointer.Next is { } next)
        {
            Take(new Order(next.Order, OrderKind.Update));
        }

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
        if (await DoSafelyAsync(order, stoppingToken) is { } result)
        {
            Log.Ordered(logger, order.Kind, result.Problem ?? "done");
            await reports.TellAsync(result, stoppingToken);
        }
    }

    // Null for what is told later.
    private async Task<OrderResult?> DoSafelyAsync(Order order, CancellationToken stoppingToken)
    {
        try
        {
            return order.Kind switch
            {
                OrderKind.Logs => new OrderResult(order.Id, await SendLogAsync(order, stoppingToken)),
                _ when !options.IsSupervised => new OrderResult(order.Id, "It was started by hand: nothing would start it again."),
                OrderKind.Restart => await RestartAsync(order, stoppingToken),
                _ => await update.RunAsync(order, stoppingToken),
            };
        }
        catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
        {
            Log.Failed(logger, problem, order.Kind);
            return new OrderResult(order.Id, problem.Message);
        }
    }

    // Told first: an order that is not known as done would be carried out again and again. Being heard takes its time, and something may begin meanwhile.
    private async Task<OrderResult?> RestartAsync(Order order, CancellationToken stoppingToken)
    {
        await reports.WaitAsync(order, quiet.Now, stoppingToken);
        await reports.TellAsync(new OrderResult(order.Id), stoppingToken);
        while (quiet.Now() is not null)
        {
            await Task.Delay(Look, clock, stoppingToken);
        }

        ends.Forgive();
        life.StopApplication();
        return null;
    }

    private async Task<string?> SendLogAsync(Order order, CancellationToken stoppingToken)
    {
        var bytes = await log.MakeAsync(stoppingToken);
        return ProblemOf(await reports.UntilHeardAsync(() => tool.PutLogAsync(order.Id, bytes, stoppingToken), stoppingToken));
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
