using Lectern.Core.Storage;

namespace Lectern.Core.Capture.Recordings;

/// <summary>Where the files of recordings lie while they come, and until their video has them.</summary>
public static class CaptureFiles
{
    /// <summary>A device keeps what is not verified for as long as it has room. A term without its network is longer than any we heard of.</summary>
    public static readonly TimeSpan KeepUnfinished = TimeSpan.FromDays(120);

    /// <summary>Parts that still grow, as the upload protocol keeps them.</summary>
    public static string UploadsOf(StorageOptions options) => Path.GetFullPath(Path.Combine(options.DataFolder, "capture", "uploads"));

    /// <summary>A part that still grows. Not before its ledger says so do its bytes count.</summary>
    public static string UploadOf(StorageOptions options, Guid upload) => Path.Combine(UploadsOf(options), $"{upload:n}.data");

    /// <summary>Parts that are whole and their ledgers: among what was received, which backups take along, since their devices may have forgotten them.</summary>
    public static string PartsOf(StorageOptions options) => Path.Combine(options.ReceivedRoot, "rooms");

    /// <summary>A part that is whole.</summary>
    public static string PartOf(StorageOptions options, Guid upload) => Path.Combine(PartsOf(options), upload.ToString("n"));

    /// <summary>A part's ledger.</summary>
    public static string LedgerOf(StorageOptions options, Guid upload) => PartOf(options, upload) + ".lines";
}
