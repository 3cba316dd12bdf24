using System.Diagnostics;
using System.Globalization;
using Lectern.Contracts.Devices;
using Lectern.Contracts.Recordings;
using Lectern.Core.Capture.Alarms;
using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Orders;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Lectern.Web.Tests.Capture.Agents;

/// <summary>Many agents against one server, on one clock: all begin at the same moment, as at a full hour.</summary>
public sealed class FleetTests(ITestOutputHelper output)
{
    private static readonly TimeSpan s_known = TimeSpan.FromSeconds(15);

    private static bool IsLong => Environment.GetEnvironmentVariable("LECTERN_LONG") is { Length: > 0 };

    private static int Agents => IsLong ? 200 : 12;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Theory, DatabaseData]
    public async Task No_agent_misses_a_start_a_change_or_an_order(DatabaseEngine engine)
    {
        Assert.SkipUnless(IsLong || engine == DatabaseEngine.Sqlite, "Two engines take twice as long; LECTERN_LONG=1 has them.");
        await using var app = await LecternApp.StartAsync(engine, replace: services => services.Replace(ServiceDescriptor.Singleton(TimeProvider.System)));
        using var served = new ServedTimes();
        var agents = await RealAgent.EnrolAsync(app, Agents);
        try
        {
            await Task.WhenAll(agents.Select(agent => agent.StartAsync()));
            await UntilAsync(() => agents.All(agent => agent.Recorder.View.Schedule is not null), 60);
            await SteadyAsync(agents, served);

            var start = await BookAsync(app, agents);
            await BeginsAsync(app, agents, start);
            await OrderAsync(app, agents);
            await IsToldAsync(app, agents);
        }
        finally
        {
            await Task.WhenAll(agents.Select(agent => agent.DisposeAsync().AsTask()));
        }
    }

    // How it is while nothing happens: for figures alone, and only in the long form.
    private async Task SteadyAsync(IReadOnlyList<RealAgent> agents, ServedTimes served)
    {
        if (!IsLong)
        {
            return;
        }

        var (before, watch) = (Process.GetCurrentProcess().TotalProcessorTime, Stopwatch.StartNew());
        served.Clear();
        await Task.Delay(TimeSpan.FromMinutes(1), Stop);
        var share = (Process.GetCurrentProcess().TotalProcessorTime - before) / watch.Elapsed;
        Say($"{agents.Count} agents and their server, idle: {share:P1} of one processor; status {served.Describe("/capture/status")}");
    }

    private async Task<DateTimeOffset> BookAsync(LecternApp app, IReadOnlyList<RealAgent> agents)
    {
        var start = Now.AddSeconds(5 + (agents.Count / 20));
        var delays = new List<Task<TimeSpan>>();
        foreach (var agent in agents)
        {
            var answer = await app.Get<BookRoom>().RunAsync(agent.Room.Id, new BookingWish("Algebra", new BookedTime(start, start.AddMinutes(10))), null, "test", Stop);
            Assert.Null(answer.Fault);
            delays.Add(AfterAsync(() => agent.Recorder.View.Schedule!.Bookings.Any(booking => booking.Id == answer.Bookings[0].Id)));
        }

        Assert.True(Now < start, "The bookings were not made before they began.");
        Tell("A booking is known after", await Task.WhenAll(delays));
        return start;
    }

    private async Task BeginsAsync(LecternApp app, IReadOnlyList<RealAgent> agents, DateTimeOffset start)
    {
        await Task.Delay(start > Now ? start - Now : TimeSpan.Zero, Stop);
        var delays = await Task.WhenAll(agents.Select(agent => AfterAsync(() => agent.Recorder.View.Recordings.Count == 1, start)));

        // To the second, whenever the agent looked: what is recorded is stamped.
        Assert.All(agents, agent => Assert.Equal(start, Assert.Single(agent.Recorder.View.Recordings).StartedAt, TimeSpan.FromMilliseconds(1)));
        await using var rows = app.Rows();
        var booked = await rows.Bookings.Where(booking => booking.StartsAt == start).ToDictionaryAsync(booking => booking.RoomId, booking => booking.Id, Stop);
        Assert.All(agents, agent => Assert.Equal(booked[agent.Room.Id], agent.Recorder.View.Recordings[0].Booking));
        Tell("A booking is begun after", delays);
    }

    private async Task OrderAsync(LecternApp app, IReadOnlyList<RealAgent> agents)
    {
        var delays = new List<Task<TimeSpan>>();
        foreach (var agent in agents)
        {
            Assert.True(await app.Get<GiveOrder>().RunAsync(agent.Room.Id, OrderKind.Pause, null, null, "test", Stop));
            delays.Add(AfterAsync(() => agent.Recorder.View.Recordings is [{ State: RecordingState.Paused }]));
        }

        Tell("An order is carried out after", await Task.WhenAll(delays));
    }

    // The server saw all of it too.
    private static async Task IsToldAsync(LecternApp app, IReadOnlyList<RealAgent> agents)
    {
        if (!IsLong)
        {
            return;
        }

        await Task.Delay(TimeSpan.FromSeconds(50), Stop);
        await using var rows = app.Rows();
        Assert.False(await rows.RoomAlarms.AnyAsync(alarm => alarm.Kind == RoomAlarmKind.MissedStart || alarm.Kind == RoomAlarmKind.Offline || alarm.Kind == RoomAlarmKind.Late, Stop));
        Assert.Equal(agents.Count, await rows.RoomOrders.CountAsync(order => order.DoneAt != null && order.Problem == null, Stop));
    }

    private static async Task<TimeSpan> AfterAsync(Func<bool> isSo, DateTimeOffset? since = null)
    {
        var began = since ?? Now;
        await UntilAsync(isSo, s_known.TotalSeconds);
        return Now - began;
    }

    private static async Task UntilAsync(Func<bool> isSo, double seconds)
    {
        for (var until = Now.AddSeconds(seconds); !isSo();)
        {
            Assert.True(Now < until, $"It did not come to be within {seconds} s.");
            await Task.Delay(25, Stop);
        }
    }

    private void Tell(string what, IEnumerable<TimeSpan> delays) =>
        Say($"{what} {ServedTimes.Describe([.. delays.Select(delay => delay.TotalMilliseconds)])}");

    private void Say(FormattableString text) => Say(text.ToString(CultureInfo.InvariantCulture));

    private void Say(string text)
    {
        output.WriteLine(text);
        TestContext.Current.SendDiagnosticMessage(text);
    }
}
