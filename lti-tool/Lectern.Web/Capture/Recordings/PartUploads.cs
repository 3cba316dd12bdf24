using Lectern.Core.Capture.Recordings;
using Lectern.Core.Storage;
using Lectern.Tus;
using Lectern.Tus.Files;
using Microsoft.Extensions.Options;

namespace Lectern.Web.Capture.Recordings;

/// <summary>The uploads of parts, in a folder of their own: they grow for hours, and nobody knows how long they will be.</summary>
internal sealed class PartUploads
{
    private readonly StorageOptions _storage;

    public PartUploads(IOptions<StorageOptions> storage, TimeProvider time)
    {
        _storage = storage.Value;
        Store = new FileTusStore(new FileTusStoreOptions { Root = CaptureFiles.UploadsOf(_storage) }, time);
        Server = new TusServer(Store, new TusServerOptions { AllowsDeferredLength = true, KeepUnfinished = CaptureFiles.KeepUnfinished }, time);
    }

    public FileTusStore Store { get; }

    public TusServer Server { get; }

    /// <summary>Where a part's bytes lie and how many of them are durable; null when there are none.</summary>
    public async Task<(string File, long Bytes)?> FindAsync(RecordingPart part, CancellationToken cancellationToken)
    {
        // In this order: a part that becomes whole in between is found in its second place.
        if (await Store.FindAsync(part.UploadId, cancellationToken) is { Completed: false } growing)
        {
            return File.Exists(Store.PathOf(part.UploadId)) || growing.Offset == 0 ? (Store.PathOf(part.UploadId), growing.Offset) : Whole(part);
        }

        return Whole(part);
    }

    /// <summary>Takes a whole part out of the uploads. Safe to repeat.</summary>
    public void Take(Guid upload)
    {
        var (from, to) = (Store.PathOf(upload), CaptureFiles.PartOf(_storage, upload));
        try
        {
            if (File.Exists(from))
            {
                DurableFiles.Move(from, to);
            }
        }
        catch (FileNotFoundException)
        {
            // Another server took it in between.
        }
    }

    private (string File, long Bytes)? Whole(RecordingPart part) =>
        new FileInfo(CaptureFiles.PartOf(_storage, part.UploadId)) is { Exists: true } file ? (file.FullName, file.Length) : null;
}
