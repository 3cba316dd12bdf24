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

    /// <summary>The clock that the plan goes by was set, by so much: what was begun by the old one is told by the new.</summary>
    public void Move(TimeSpan by, DateTimeOffset now)
    {
        lock (gate)
        {
            if (by != TimeSpan.Zero && !state.Recordings.IsEmpty)
            {
                Keep(state.Moved(by, now));
            }
        }
    }

    /// <summary>Goes on with these as other recordings, so that nothing is written to what could not be read.</summary>
    public void Renew(IReadOnlySet<Guid> recordings, DateTimeOffset now)
    {
        lock (gate)
        {
            if (state.Recordings.Any(recording => recordings.Contains(recording.Id)))
            {
                Keep(state with { Recordings = [.. state.Recordings.Select(recording => recordings.Contains(recording.Id) ? Renew(recording, now) : recording)] });
            }
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

    private static PlannedRecording Renew(PlannedRecording recording, DateTimeOffset now) =>
        recording with { Id = Guid.CreateVersion7(now), Start = recording.Start > now ? recording.Start : now };

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
