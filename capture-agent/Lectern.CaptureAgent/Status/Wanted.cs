using Lectern.Contracts;
using Lectern.Contracts.Devices;
using Lectern.Contracts.Schedules;

namespace Lectern.CaptureAgent.Status;

/// <summary>The settings and the schedule that the tool wants us to work by.</summary>
internal sealed class Wanted(AgentFolder folder, Tool tool) : IDisposable
{
    private readonly SemaphoreSlim one = new(1, 1);

    private readonly Fetched<AgentSettings> settings =
        new(folder.Settings, CapturePaths.Settings, CaptureJson.Default.AgentSettings, settings => settings.Version, tool);

    private readonly Fetched<Schedule> schedule =
        new(folder.Schedule, CapturePaths.Schedule, CaptureJson.Default.Schedule, schedule => schedule.Version, tool);

    public string? Settings => settings.Version;

    public string? Schedule => schedule.Version;

    /// <summary>Fetches what we don't have in the version that was told.</summary>
    /// <returns>Whether both are here.</returns>
    public async Task<bool> FollowAsync(string settingsVersion, string scheduleVersion, CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            // The schedule first: what begins now matters more than how.
            var hasSchedule = await schedule.FollowAsync(scheduleVersion, cancellationToken);
            return await settings.FollowAsync(settingsVersion, cancellationToken) && hasSchedule;
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();
}
