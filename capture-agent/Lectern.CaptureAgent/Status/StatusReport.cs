using Lectern.CaptureAgent.Recording;
using Lectern.CaptureAgent.Spool;
using Lectern.CaptureAgent.Upkeep;
using Lectern.CaptureAgent.Uploading;
using Lectern.Contracts.Devices;
using Lectern.Contracts.Recordings;

namespace Lectern.CaptureAgent.Status;

/// <summary>Brings together how the agent does.</summary>
internal sealed class StatusReport(AgentFolder folder, Recorder recorder, SpoolStore spool, UploadLedger ledger, MachineLoad load, Versions versions, AnchoredClock clock)
{
    public AgentStatus Make(string? settings, string? schedule)
    {
        var view = recorder.View;
        var recordings = spool.Recordings;
        var now = clock.GetUtcNow();
        var oldest = recordings.Select(ledger.OldestQueued).Min();
        return new AgentStatus
        {
            At = clock.Wall,
            Agent = AgentVersion.Text,
            Platform = AgentPlatform.Text,
            FailedUpdate = versions.Pointer.Failed,
            Settings = settings,
            Schedule = schedule,
            FreeBytes = spool.FreeBytes,
            DiskBytes = new DriveInfo(folder.Root).TotalSize,
            QueuedBytes = recordings.Sum(ledger.QueuedBytes),
            BehindSeconds = oldest is { } at && at < now ? Math.Round((now - at).TotalSeconds, 1) : 0,
            Busy = load.Busy() is { } busy ? Math.Round(busy, 3) : null,
            Celsius = MachineLoad.Celsius(),
            Sources = view.Sources,
            Recordings = [.. view.Recordings.Select(Queued), .. recordings.Where(recording => view.Recordings.All(other => other.Id != recording.Id)).Select(Spooled)],
            Alarms = view.Alarms,
        };
    }

    private RecordingStatus Queued(RecordingStatus status) =>
        status with { QueuedBytes = spool.Find(status.Id) is { } recording ? ledger.QueuedBytes(recording) : 0 };

    private RecordingStatus Spooled(SpooledRecording recording) => new(
        recording.Id, recording.File.Booking, RecordingState.Spooled, recording.File.StartedAt, recording.File.EndedAt ?? clock.GetUtcNow(), ledger.QueuedBytes(recording));
}
