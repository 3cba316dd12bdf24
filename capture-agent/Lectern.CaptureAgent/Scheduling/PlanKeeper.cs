using System.Text.Json;
using Lectern.CaptureAgent.Spool;
using Lectern.Contracts.Devices;
using Lectern.Contracts.Schedules;

namespace Lectern.CaptureAgent.Scheduling;

/// <summary>Keeps the plan, here and in <c>plan.json</c>, so that a recording is the same one after a restart and an order is carried out once.</summary>
internal sealed class PlanKeeper(AgentFolder folder, ISpoolDisk disk)
{
    private readonly Lock gate = new();
    private volatile PlanState state = PlanState.Empty;
    private bool isSaved = true;

    public PlanState State => state;

    /// <summary>Reads what the last run knew. One that can't be read is worth less than a recording that begins now.</summary>
    public void Load()
    {
        try
        {
            state = File.Exists(folder.Plan) ? JsonSerializer.Deserialize(File.ReadAllBytes(folder.Plan), AgentJson.Default.PlanState) ?? state : state;
        }
        catch (Exception problem) when (problem is JsonException or IOException)
        {
        }
    }

    public void Step(Schedule? schedule, DateTimeOffset now)
    {
        lock (gate)
        {
            Keep(Planner.Step(state, schedule, now));
        }
    }

    /// <summary>Carries out an order. Safe to repeat.</summary>
    public OrderResult Apply(Order order, DateTimeOffset now)
    {
        lock (gate)
        {
            var (next, problem) = OrderBook.Apply(state, order, now);
            Keep(next);
            return new OrderResult(order.Id, problem);
        }
    }

    // A full disk keeps no plan from being followed; it is written again with the next step.
    private void Keep(PlanState next)
    {
        isSaved &= ReferenceEquals(next, state);
        state = next;
        if (isSaved)
        {
            return;
        }

        try
        {
            disk.Replace(folder.Plan, JsonSerializer.SerializeToUtf8Bytes(next, AgentJson.Default.PlanState));
            isSaved = true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
        }
    }
}
