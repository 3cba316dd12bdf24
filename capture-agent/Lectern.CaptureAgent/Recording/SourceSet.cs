using Lectern.CaptureAgent.Looking;
using Lectern.CaptureAgent.Scheduling;
using Lectern.CaptureAgent.Signals;
using Lectern.CaptureAgent.Spool;
using Lectern.Contracts.Devices;
using Lectern.Contracts.Recordings;
using Microsoft.Extensions.Logging;

namespace Lectern.CaptureAgent.Recording;

/// <summary>The sources that run now. One caller at a time.</summary>
internal sealed class SourceSet(
    SpoolStore spool, PlanKeeper plan, SpaceWatch space, LookSet looks, Encoder encoder, EncoderWords words, SignalChecks checks, SignalBoard board, AlarmBell alarms, AnchoredClock clock, ILogger<SourceRunner> logger)
{
    private readonly Dictionary<string, SourceRunner> running = [];
    private readonly Dictionary<string, SourcePace> paces = [];
    private readonly Dictionary<string, (SourceRunner Runner, Task Gone)> leaving = [];

    /// <summary>Starts what should run and does not, and stops what runs and should not.</summary>
    public void Want(IReadOnlyList<SourceSettings> sources)
    {
        foreach (var runner in running.Values.Where(runner => !sources.Contains(runner.Settings)).ToList())
        {
            running.Remove(runner.Settings.Name);
            leaving[runner.Settings.Name] = (runner, runner.DisposeAsync().AsTask());
        }

        if (sources.Count == 0)
        {
            // What was too much once is tried again with the next lecture: it may have been another program.
            paces.Clear();
        }

        foreach (var settings in sources.Where(settings => !running.ContainsKey(settings.Name)))
        {
            var track = new SourceTrack(new RecordedSource(settings.Name, settings.Role), spool, plan, space);
            var runner = new SourceRunner(settings, PaceOf(settings), track, encoder, words, checks.Of(settings), alarms, clock, logger);
            running[settings.Name] = runner;
            var before = leaving.TryGetValue(settings.Name, out var left) ? left.Gone : Task.CompletedTask;
            runner.Start(Task.WhenAll(before, looks.GoneFrom(settings.Name)));
        }
    }

    /// <summary>Whether no encoder runs.</summary>
    public bool IsIdle => running.Count == 0 && leaving.Values.All(left => left.Gone.IsCompleted);

    public IReadOnlyDictionary<string, SourceStatus> Look() => running.ToDictionary(
        source => source.Key,
        source => board.StatusOf(source.Key, source.Value.Look()));

    /// <summary>Closes a recording's parts, wherever they are still open.</summary>
    public void Close(Guid recording)
    {
        foreach (var runner in running.Values.Concat(leaving.Values.Select(left => left.Runner)))
        {
            runner.Track.Close(recording);
        }
    }

    // It outlives an encoder, and not its settings.
    private SourcePace PaceOf(SourceSettings settings) =>
        paces.TryGetValue(settings.Name, out var pace) && pace.Settings == settings ? pace : paces[settings.Name] = new SourcePace(settings);

    /// <summary>Completes when no encoder runs.</summary>
    public Task StopAsync()
    {
        Want([]);
        return Task.WhenAll(leaving.Values.Select(left => left.Gone));
    }
}
