using Lectern.Core.Storage;

namespace Lectern.Core.Capture.Recordings;

/// <summary>Where the files of recordings lie while they come, and until their video has them.</summary>
public static class CaptureFiles
{
    /// <summary>Parts that still grow, as the upload protocol keeps them.</summary>
    public static string UploadsOf(StorageOptions options) => Path.GetFullPath(Path.Combine(options.DataFolder, "capture", "uploads"));

    /// <summary>A part that is whole.</summary>
    public static string PartOf(StorageOptions options, Guid upload) => Path.GetFullPath(Path.Combine(options.DataFolder, "capture", "parts", upload.ToString("n")));

    /// <summary>A part's ledger.</summary>
    public static string LedgerOf(StorageOptions options, Guid upload) => PartOf(options, upload) + ".lines";
}
