using System.Collections.Concurrent;
using System.Threading.Channels;
using Lectern.CaptureAgent.Recording;
using Lectern.CaptureAgent.Scheduling;
using Lectern.CaptureAgent.Status;
using Lectern.CaptureAgent.Uploading;
using Lectern.Contracts;
using Lectern.Contracts.Devices;
using Lectern.Contracts.Schedules;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lectern.CaptureAgent.Upkeep;

/// <summary>Carries out orders that concern the machine and no recording. They take their time, so that none keeps another or the next order for a recording waiting.</summary>
internal sealed partial class UpkeepOrders(
    Tool tool, StatusSender status, LogBundle log, UpdateTaker updates, Versions versions, AgentFolder folder, AgentOptions options, Recorder recorder, PlanKeeper plan, IHostApplicationLifetime life, TimeProvider clock, ILogger<UpkeepOrders> logger)
    : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim oneUpdate = new(1, 1);

    // Read anew: an order may come a moment after the schedule that forbids it.
    private readonly StoredFile<Schedule> schedule = new(folder.Schedule, CaptureJson.Default.Schedule);
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

    public override void Dispose()
    {
        oneUpdate.Dispose();
        base.Dispose();
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
            await TellAsync(result, stoppingToken);
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
                _ => await UpdateAsync(order, stoppingToken),
            };
        }
        catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
        {
            Log.Failed(logger, problem, order.Kind);
            return new OrderResult(order.Id, problem.Message);
        }
    }

    // Told first: an order that is not known as done would be carried out again and again.
    private async Task<OrderResult?> RestartAsync(Order order, CancellationToken stoppingToken)
    {
        await WaitAsync(order, () => Quiet.Now(plan.State, recorder.View.IsIdle), stoppingToken);
        await TellAsync(new OrderResult(order.Id), stoppingToken);
        while (Quiet.Now(plan.State, recorder.View.IsIdle) is not null)
        {
            // It took its time to be heard, and something began meanwhile.
            await Task.Delay(Look, clock, stoppingToken);
        }

        life.StopApplication();
        return null;
    }

    private async Task<OrderResult?> UpdateAsync(Order order, CancellationToken stoppingToken)
    {
        await oneUpdate.WaitAsync(stoppingToken);
        try
        {
            var pointer = versions.Pointer;
            if (pointer.Order == order.Id)
            {
                // It was switched to: what became of that is told by itself.
                return null;
            }

            if (pointer.Next is { } staged && !UpdateHeader.IsNewer(staged.Version, AgentVersion.Text))
            {
                // A package that is as new was installed meanwhile.
                pointer = versions.Change(now => now with { Next = null });
            }

            if (pointer.Next?.Order != order.Id && await TakeAsync(order, stoppingToken) is { } problem)
            {
                return new OrderResult(order.Id, problem);
            }

            await WaitAsync(order, WhyNotNow, stoppingToken);
            versions.Change(now => now.Switched(options.Installed is null ? null : AgentVersion.Text));
            life.StopApplication();
            return null;
        }
        finally
        {
            oneUpdate.Release();
        }
    }

    // A version that nobody can hear of would be taken for one that does not work.
    private string? WhyNotNow() =>
        Quiet.ForLong(plan.State, recorder.View.IsIdle, schedule.Read(), clock.GetUtcNow()) ?? (status.HasToldWithin(Lately) ? null : "It waits until Lectern hears of it.");

    private async Task<string?> TakeAsync(Order order, CancellationToken stoppingToken)
    {
        var patience = Patience.New(clock);
        while (true)
        {
            try
            {
                var (version, problem) = await updates.TakeAsync(stoppingToken);
                if (version is not null)
                {
                    versions.Change(now => now with { Next = new StagedVersion(version, order.Id) });
                }

                return problem;
            }
            catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
            {
                Log.Failed(logger, trouble, order.Kind);
                await TellAsync(new OrderResult(order.Id, Waits: $"The update could not be taken yet: {trouble.Message}"), stoppingToken);
                patience.Fail();
                await patience.WaitAsync(null, stoppingToken);
            }
        }
    }

    private async Task WaitAsync(Order order, Func<string?> why, CancellationToken stoppingToken)
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
