using System.Collections.Concurrent;
using Lectern.Core.Capture.Recordings;
using Lectern.Core.Storage;
using Lectern.Transcode.Growing;
using Microsoft.Extensions.Options;

namespace Lectern.Pipelines.Capture;

/// <summary>Appends what is verified of a recording to its growing files. Killed anywhere, it goes on from what they say.</summary>
internal sealed class GrowRecording(IOptions<StorageOptions> storage)
{
    // The first fragments tell how late the machine is.
    private const int Enough = 5;

    // Where in each ledger we stand, and with how much of its part, so that a long one isn't read each time. Whoever lost it reads it once more.
    private readonly ConcurrentDictionary<Guid, (long Taken, long End)> _read = new();

    /// <param name="folder">The recording's.</param>
    /// <param name="recording">With sources and parts.</param>
    /// <param name="isOver">Whether all of it is here: then none of it is waited for.</param>
    /// <param name="cancellationToken">Leaves what can be gone on with.</param>
    /// <returns>What grew; null where joining alone makes a video.</returns>
    public async Task<GrowingTracks?> RunAsync(GrowingFolder folder, Recording recording, bool isOver, CancellationToken cancellationToken)
    {
        if (GrowingTracks.Of(recording, isOver) is not { } tracks)
        {
            folder.Clear();
            return null;
        }

        if (await ZeroAsync(folder, tracks.Main, isOver, cancellationToken) is not { } zero)
        {
            return null;
        }

        foreach (var part in new[] { tracks.Pictures, tracks.Presenter, tracks.Sound }.OfType<RecordingPart>())
        {
            await AppendAsync(folder, part, zero, part == tracks.Sound, isOver, cancellationToken);
        }

        return tracks;
    }

    /// <summary>Forgets where it stood with a part that needs no more.</summary>
    public void Forget(Guid upload) => _read.TryRemove(upload, out _);

    private async Task<double?> ZeroAsync(GrowingFolder folder, RecordingPart main, bool isOver, CancellationToken cancellationToken)
    {
        if (await folder.ReadZeroAsync(cancellationToken) is { } known && known.Upload == main.UploadId)
        {
            return known.Seconds;
        }

        // A main source that joined late is another beginning.
        folder.Clear();
        var ledger = CaptureFiles.LedgerOf(storage.Value, main.UploadId);
        var fragments = File.Exists(ledger) ? (await PartLedger.ReadAsync(ledger, 0, cancellationToken)).Lines.AsRecorded().ToList() : [];
        if (fragments.Count < (isOver ? 1 : Enough))
        {
            return null;
        }

        var zero = new GrowingZero(main.UploadId, GrowingFile.StartOf(fragments));
        await folder.WriteZeroAsync(zero, cancellationToken);
        return zero.Seconds;
    }

    private async Task AppendAsync(GrowingFolder folder, RecordingPart part, double zero, bool isSound, bool isOver, CancellationToken cancellationToken)
    {
        var ledger = CaptureFiles.LedgerOf(storage.Value, part.UploadId);
        if (!File.Exists(ledger))
        {
            return;
        }

        using var file = GrowingFile.Open(folder.FileOf(part.UploadId));
        var from = file.HasFragments && _read.TryGetValue(part.UploadId, out var read) && read.Taken == file.Taken ? read.End : 0;
        var (lines, end) = await PartLedger.ReadAsync(ledger, from, cancellationToken);
        var fragments = lines.AsRecorded().ToList();
        if (fragments.Count == 0)
        {
            return;
        }

        if (!file.HasFragments && fragments.Count < (isOver ? 1 : Enough))
        {
            return;
        }

        await using var bytes = Open(part.UploadId);
        await file.AppendAsync(bytes, lines[0].Length, fragments, zero, isSound, cancellationToken);
        _read[part.UploadId] = (file.Taken, end);
    }

    // In this order: a part that becomes whole in between is found in its second place.
    private FileStream Open(Guid upload) =>
        CaptureFiles.UploadOf(storage.Value, upload) is var growing && File.Exists(growing) ? DurableFiles.OpenUnlocked(growing) : DurableFiles.OpenUnlocked(CaptureFiles.PartOf(storage.Value, upload));
}
