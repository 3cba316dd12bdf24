using System.Globalization;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Capture.Recordings;
using Lectern.Core.Storage;
using Lectern.Tus;
using Lectern.Web.Answers;
using Lectern.Web.Uploads;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Lectern.Web.Capture.Recordings;

/// <summary>Lectern's say in uploads of parts: each part of a device's own recordings has one.</summary>
internal sealed class PartHooks(PartUploads uploads, RecordingParts parts, IMediaStore media, IOptions<StorageOptions> storage, IStringLocalizer<Words> say) : ITusHooks
{
    public async ValueTask<TusProblem?> CreatingAsync(TusUpload upload, TusRequest request, CancellationToken cancellationToken)
    {
        if (NameOf(upload.Metadata) is not { } name)
        {
            return Refusals.Unreadable.AsTus(say);
        }

        if (!HasRoom())
        {
            return Refusals.NoSpace.AsTus(say);
        }

        return await StartAsync(DeviceOf(request), name, upload.Id, cancellationToken) switch
        {
            PartStart.Started => null,
            PartStart.Taken => Refusals.PartTaken.AsTus(say),
            _ => Refusals.RecordingUnknown.AsTus(say),
        };
    }

    public ValueTask<TusProblem?> WritingAsync(TusUpload upload, TusRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(HasRoom() ? null : Refusals.NoSpace.AsTus(say));

    public ValueTask CompletedAsync(TusUpload upload, CancellationToken cancellationToken)
    {
        uploads.Take(upload.Id);
        return default;
    }

    public async ValueTask DeletedAsync(TusUpload upload, CancellationToken cancellationToken)
    {
        // A finished one's leavings go some time; the part itself stays.
        if (!upload.Completed)
        {
            await parts.ForgetAsync(upload.Id, cancellationToken);
            File.Delete(CaptureFiles.LedgerOf(storage.Value, upload.Id));
        }
    }

    private async Task<PartStart> StartAsync(Device device, PartName name, Guid upload, CancellationToken cancellationToken)
    {
        var outcome = await parts.StartAsync(device, name, upload, cancellationToken);
        if (outcome != PartStart.Taken
            || await parts.FindAsync(device, name, cancellationToken) is not { } part
            || await uploads.FindAsync(part, cancellationToken) is not null)
        {
            return outcome;
        }

        // It was noted and we died before it was made.
        await parts.ForgetAsync(part.UploadId, cancellationToken);
        return await parts.StartAsync(device, name, upload, cancellationToken);
    }

    private bool HasRoom()
    {
        var folder = CaptureFiles.UploadsOf(storage.Value);
        Directory.CreateDirectory(folder);
        long?[] free = [media.FreeBytes, new DriveInfo(folder).AvailableFreeSpace];
        return free.All(bytes => bytes is null || bytes > storage.Value.ReserveBytes);
    }

    private static PartName? NameOf(TusMetadata metadata) =>
        Guid.TryParse(metadata["recording"], out var recording)
        && int.TryParse(metadata["part"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
        && metadata["source"] is { } source
            ? new PartName(recording, source, number)
            : null;

    private static Device DeviceOf(TusRequest request) => (Device)request.HostState!;
}
