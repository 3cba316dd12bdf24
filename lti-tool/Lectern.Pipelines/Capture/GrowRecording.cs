using System.Collections.Concurrent;
using Lectern.Contracts.Devices;
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

    /// <summary>Appends what came of the pictures and the sound that will play.</summary>
    /// <param name="folder">The recording's.</param>
    /// <param name="recording">With sources and parts.</param>
    /// <param name="cancellationToken">Leaves what can be gone on with.</param>
    public async Task RunAsync(GrowingFolder folder, Recording recording, CancellationToken cancellationToken)
    {
        var sources = recording.Sources.Where(source => recording.Parts.Exists(part => part.Source == source.Name)).OrderBy(source => source.Role).ThenBy(source => source.Name)
            .ToLookup(source => source.Role is SourceRole.Sound or SourceRole.SpareSound, source => source.Name);
        var grown = sources[false].Take(2).Concat(sources[true].Take(1)).ToHashSet();
        foreach (var part in recording.Parts.Where(part => grown.Contains(part.Source)))
        {
            await AppendAsync(folder, part.UploadId, Enough, cancellationToken);
        }
    }

    /// <summary>Appends the rest of parts that are whole.</summary>
    /// <exception cref="InvalidDataException">What has grown of one is not all of it.</exception>
    public async Task FinishAsync(GrowingFolder folder, IEnumerable<RecordingPart> parts, CancellationToken cancellationToken)
    {
        foreach (var part in parts)
        {
            // Opened whatever was noted of it, which cuts off what is torn.
            Forget(part.UploadId);
            var taken = await AppendAsync(folder, part.UploadId, 1, cancellationToken);
            if (taken != part.Length)
            {
                throw new InvalidDataException("What has grown of a part is not all of it.");
            }
        }
    }

    /// <summary>Forgets where it stood with a part that needs no more.</summary>
    public void Forget(Guid upload) => _read.TryRemove(upload, out _);

    /// <returns>Bytes of the part that are in its file; null where there was nothing to look for.</returns>
    private async Task<long?> AppendAsync(GrowingFolder folder, Guid upload, int enough, CancellationToken cancellationToken)
    {
        var ledger = new FileInfo(CaptureFiles.LedgerOf(storage.Value, upload));
        var path = folder.FileOf(upload);
        if (!ledger.Exists || _read.TryGetValue(upload, out var read) && read.End == ledger.Length && File.Exists(path))
        {
            return null;
        }

        using var file = GrowingFile.Open(path);
        var from = file.HasFragments && read.Taken == file.Taken ? read.End : 0;
        var (lines, end) = await PartLedger.ReadAsync(ledger.FullName, from, cancellationToken);
        var fragments = lines.AsRecorded().ToList();
        if (fragments.Count < (file.HasFragments ? 1 : enough))
        {
            // Not opened again before more of it has come.
            _read[upload] = (file.Taken, end);
            return file.Taken;
        }

        await using var bytes = Open(upload);
        await file.AppendAsync(bytes, lines[0].Length, fragments, cancellationToken);
        _read[upload] = (file.Taken, end);
        return file.Taken;
    }

    // In this order: a part that becomes whole in between is found in its second place.
    private FileStream Open(Guid upload) =>
        CaptureFiles.UploadOf(storage.Value, upload) is var growing && File.Exists(growing) ? DurableFiles.OpenUnlocked(growing) : DurableFiles.OpenUnlocked(CaptureFiles.PartOf(storage.Value, upload));
}
