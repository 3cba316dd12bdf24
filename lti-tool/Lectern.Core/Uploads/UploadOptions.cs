using System.ComponentModel.DataAnnotations;

namespace Lectern.Core.Uploads;

/// <summary>What may be uploaded.</summary>
public sealed class UploadOptions
{
    public const string Section = "Uploads";

    /// <summary>Largest file, bytes. Default 50 GB.</summary>
    [Range(1, long.MaxValue)]
    public long LargestFile { get; set; } = 50_000_000_000;

    /// <summary>All files of one collection together, bytes. Default 2 TB.</summary>
    [Range(1, long.MaxValue)]
    public long CollectionQuota { get; set; } = 2_000_000_000_000;

    /// <summary>Unfinished uploads are deleted after this many days without a byte. Default 7.</summary>
    [Range(1, 365)]
    public int KeepUnfinishedDays { get; set; } = 7;
}
