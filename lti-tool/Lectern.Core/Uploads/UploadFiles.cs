using Lectern.Core.Storage;

namespace Lectern.Core.Uploads;

/// <summary>Where the file of a finished upload waits until its job takes it into the media store.</summary>
public static class UploadFiles
{
    public static string PathOf(StorageOptions options, Guid uploadId) =>
        Path.Combine(options.ReceivedRoot, uploadId.ToString("n"));
}
