using Lectern.CaptureAgent.Recording;
using Lectern.CaptureAgent.Signals;
using Lectern.Contracts.Devices;
using Lectern.Ffmpeg.Children;
using Microsoft.Extensions.Logging;

namespace Lectern.CaptureAgent.Looking;

/// <summary>The sources that are looked at while nothing is recorded. One caller at a time.</summary>
internal sealed class LookSet(SignalBoard board, ChildRunner children, AgentOptions options, EncoderWords words, TimeProvider clock, ILogger<SourceLook> logger)
{
    private readonly Dictionary<string, SourceLook> running = [];
    private readonly Dictionary<string, Task> leaving = [];

    /// <summary>Whether any source is looked at.</summary>
    public bool IsLooking => running.Count > 0;

    /// <summary>Looks at these and at no others.</summary>
    public void Want(IReadOnlyList<SourceSettings> sources)
    {
        foreach (var look in running.Values.Where(look => !sources.Contains(look.Settings)).ToList())
        {
            running.Remove(look.Settings.Name);
            leaving[look.Settings.Name] = look.DisposeAsync().AsTask();
        }

        foreach (var settings in sources.Where(settings => !running.ContainsKey(settings.Name)))
        {
            running[settings.Name] = new SourceLook(settings, board, children, options, words, clock, logger);
            running[settings.Name].Start(GoneFrom(settings.Name));
        }
    }

    /// <summary>Completes when nothing holds the source that was looked at before; whatever holds it is killed within a second.</summary>
    public Task GoneFrom(string source) => leaving.GetValueOrDefault(source, Task.CompletedTask);

    public IReadOnlyDictionary<string, SourceStatus> Look() => running.ToDictionary(source => source.Key, source => source.Value.Look());

    public Task StopAsync()
    {
        Want([]);
        return Task.WhenAll(leaving.Values);
    }
}
