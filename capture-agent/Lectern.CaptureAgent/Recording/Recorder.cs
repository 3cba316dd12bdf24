using Lectern.CaptureAgent.Looking;
using Lectern.CaptureAgent.Scheduling;
using Lectern.CaptureAgent.Spool;
using Lectern.Contracts;
using Lectern.Contracts.Devices;
using Lectern.Contracts.Schedules;
using Lectern.Ffmpeg.Children;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lectern.CaptureAgent.Recording;

/// <summary>Brings plan, sources and spool together: several times a second it looks what should be and makes it so. Nothing that goes wrong ends it.</summary>
internal sealed partial class Recorder(
    AgentFolder folder, PlanKeeper plan, SpoolStore spool, SourceSet sources, LookSet looks, Watchers watchers, SpaceWatch space, AlarmBell alarms, ChildRegistry registry, AnchoredClock clock, KeptAnchor anchor, ILogger<Recorder> logger)
    : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan UntilReadAgain = TimeSpan.FromMinutes(1);
    private readonly StoredFile<AgentSettings> settings = new(folder.Settings, CaptureJson.Default.AgentSettings);
    private readonly StoredFile<Schedule> schedule = new(folder.Schedule, CaptureJson.Default.Schedule);
    private readonly Dictionary<Guid, PlannedRecording> known = [];
    private readonly Dictionary<Guid, long> unread = [];
    private readonly ClockWatch clocks = new();
    private long? lookedAt;
    private volatile bool hasSources;
    private volatile RecorderView view = RecorderView.Nothing;

    /// <summary>How things stand, a moment ago.</summary>
    public RecorderView View => view;

    /// <summary>Carries out start, pause, resume, extend or stop. Safe to repeat: an order is known by its id, also after a restart.</summary>
    public OrderResult Apply(Order order)
    {
        var result = order.Kind == OrderKind.Start && !hasSources
            ? new OrderResult(order.Id, "This machine has no sources to record.")
            : plan.Apply(order, clock.GetUtcNow());
        Log.Ordered(logger, order.Kind, result.Problem ?? "done");
        return result;
    }

    /// <summary>Ends what the last run left and finds what it recorded, before anything else of the agent begins.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        folder.Create();
        if (anchor.Find() is { } kept)
        {
            clock.Restore(kept);
        }

        foreach (var pid in registry.EndLeftovers())
        {
            Log.EndedLeftover(logger, pid);
        }

        spool.Load();
        plan.Load();
        plan.Renew(spool.Unreadable, clock.GetUtcNow());
        hasSources = settings.Read()?.Sources.Count > 0;
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        try
        {
            do
            {
                LookSafely();
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }

        await Task.WhenAll(sources.StopAsync(), looks.StopAsync());
    }

    private void LookSafely()
    {
        try
        {
            Look();
        }
        catch (Exception problem)
        {
            Log.Stumbled(logger, problem);
        }
    }

    private void Look()
    {
        var isTime = IsTimeToLookAtMachine();
        if (isTime)
        {
            LookAtClocks();
        }

        var now = clock.GetUtcNow();
        var wanted = settings.Read();
        hasSources = wanted?.Sources.Count > 0;
        var booked = schedule.Read();
        plan.Step(booked, now);
        if (isTime)
        {
            space.Look(NextSize.Of(wanted?.Sources ?? [], plan.State, booked, now));
        }

        var state = plan.State;
        // The look first: what it holds is free before an encoder wants it. And it waits in its turn until the last encoder is gone.
        looks.Want(wanted is not null && sources.IsIdle && LookTimes.Has(state, booked, watchers.AreHere, now) ? wanted.Sources : []);
        sources.Want(state.Recordings.IsEmpty || wanted is null ? [] : wanted.Sources);
        EndThoseThatAreOver(state);
        view = RecorderView.Of(state, now, wanted?.Sources ?? [], looks.IsLooking ? looks.Look() : sources.Look(), alarms.Ringing) with
        {
            Room = wanted?.Room, Title = state.Current(now)?.Title, Schedule = booked, IsIdle = sources.IsIdle, IsLookedAt = looks.IsLooking, IsWatched = watchers.AreHere, SendsPictures = wanted is { Pictures: true },
        };
    }

    // Nothing here changes faster, and an agent that waits should cost nothing.
    private bool IsTimeToLookAtMachine()
    {
        if (lookedAt is { } last && clock.GetElapsedTime(last) < TimeSpan.FromSeconds(1))
        {
            return false;
        }

        lookedAt = clock.GetTimestamp();
        return true;
    }

    // Before the plan's next step: what goes on is moved with the time that it is planned by.
    private void LookAtClocks()
    {
        plan.Move(clock.Look(isRecording: !plan.State.Recordings.IsEmpty), clock.GetUtcNow());
        anchor.Keep(clock.Anchor);
        clocks.Look(new ClockWatch.Reading(clock.Wall, clock.Awake, clock.Up.TotalSeconds));
        alarms.Set(AlarmKind.Clock, null, clocks.HasJumped || clock.IsWallWrong);
        alarms.Set(AlarmKind.Suspended, null, clocks.HasSlept);
    }

    // Those of an earlier run that the plan knows nothing of end as well.
    private void EndThoseThatAreOver(PlanState state)
    {
        foreach (var recording in spool.Recordings.Where(recording => !recording.IsEnded && !state.Recordings.Any(planned => planned.Id == recording.Id)))
        {
            EndSafely(recording);
        }

        known.Clear();
        foreach (var recording in state.Recordings)
        {
            known[recording.Id] = recording;
        }
    }

    // One that can't be read now keeps no other from ending. It is tried again, and not at each look: a bad disk takes its time.
    private void EndSafely(SpooledRecording recording)
    {
        if (unread.TryGetValue(recording.Id, out var tried) && clock.GetElapsedTime(tried) < UntilReadAgain)
        {
            return;
        }

        try
        {
            End(recording);
            unread.Remove(recording.Id);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            unread[recording.Id] = clock.GetTimestamp();
            Log.Unread(logger, problem, recording.Id);
        }
    }

    private void End(SpooledRecording recording)
    {
        sources.Close(recording.Id);
        var last = known.GetValueOrDefault(recording.Id);
        if (spool.TryEnd(recording.Id, last?.End ?? LastSeen(recording), last?.Pauses ?? recording.File.Pauses))
        {
            Log.Ended(logger, recording.Id);
        }
    }

    private static DateTimeOffset LastSeen(SpooledRecording recording) => recording.Parts
        .Where(part => part.Mark.Lines > 0)
        .SelectMany(part => part.ReadLines(part.Mark.Lines - 1, 1))
        .Select(line => line.At)
        .DefaultIfEmpty(recording.File.StartedAt)
        .Max();

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Recording {Recording} has ended.")]
        public static partial void Ended(ILogger logger, Guid recording);

        [LoggerMessage(LogLevel.Error, "When recording {Recording} ended can't be read; it is tried again.")]
        public static partial void Unread(ILogger logger, Exception problem, Guid recording);

        [LoggerMessage(LogLevel.Information, "Ordered to {Order}: {Outcome}")]
        public static partial void Ordered(ILogger logger, OrderKind order, string outcome);

        [LoggerMessage(LogLevel.Warning, "Ended process {Pid}, which the last run left.")]
        public static partial void EndedLeftover(ILogger logger, int pid);

        [LoggerMessage(LogLevel.Error, "A look at what should be recorded failed; the next follows.")]
        public static partial void Stumbled(ILogger logger, Exception problem);
    }
}
