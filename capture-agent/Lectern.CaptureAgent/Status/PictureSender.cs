using Lectern.CaptureAgent.Looking;
using Lectern.CaptureAgent.Recording;
using Lectern.CaptureAgent.Signals;
using Lectern.Contracts;
using Lectern.Contracts.Devices;
using Microsoft.Extensions.Hosting;

namespace Lectern.CaptureAgent.Status;

/// <summary>Sends a small picture of what each source sees every five seconds, if the room's settings say so. One that is lost is followed by the next.</summary>
internal sealed class PictureSender(AgentFolder folder, Tool tool, SignalBoard board, Recorder recorder, Watchers watchers, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private readonly StoredFile<AgentSettings> settings = new(folder.Settings, CaptureJson.Default.AgentSettings);
    private readonly Dictionary<string, DateTimeOffset> sent = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (tool.IsEnrolled && IsForSomebody && settings.Read() is { Pictures: true } wanted)
            {
                await SendAsync(wanted.Sources, stoppingToken);
            }
        }
    }

    // What is looked at before a lecture is judged here, and nobody is to be seen whom nobody watches.
    private bool IsForSomebody => !recorder.View.IsLookedAt || watchers.AreHere;

    internal async Task SendAsync(IReadOnlyList<SourceSettings> sources, CancellationToken cancellationToken)
    {
        foreach (var source in sources)
        {
            if (board.PictureOf(source.Name) is { } picture && sent.GetValueOrDefault(source.Name) != picture.At
                && (await tool.PutPictureAsync(source.Name, picture.Jpeg, cancellationToken)).IsSuccess)
            {
                sent[source.Name] = picture.At;
            }
        }
    }
}
