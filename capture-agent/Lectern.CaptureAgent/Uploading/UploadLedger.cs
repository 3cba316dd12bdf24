using System.Runtime.CompilerServices;
using Lectern.CaptureAgent.Spool;

namespace Lectern.CaptureAgent.Uploading;

/// <summary>How far the uploads are, for whoever asks.</summary>
internal sealed class UploadLedger
{
    private readonly ConditionalWeakTable<SpooledPart, PartUpload> uploads = [];

    public void Add(SpooledPart part, PartUpload upload) => uploads.AddOrUpdate(part, upload);

    /// <summary>Bytes of a recording that the tool has not verified.</summary>
    public long QueuedBytes(SpooledRecording recording) => recording.Parts.Sum(part => Find(part)?.Queued ?? part.Mark.Length);

    /// <summary>When the oldest of them was recorded; <see langword="null"/> when there are none.</summary>
    public DateTimeOffset? OldestQueued(SpooledRecording recording) =>
        QueuedBytes(recording) == 0 ? null : recording.Parts.Select(part => Find(part)?.OldestQueued).Min() ?? recording.File.StartedAt;

    private PartUpload? Find(SpooledPart part) => uploads.TryGetValue(part, out var upload) ? upload : null;
}
