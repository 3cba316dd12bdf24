using System.ComponentModel.DataAnnotations;

namespace Lectern.Core.Storage;

/// <summary>Where Lectern keeps files.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>Folder of databases, uploads, scratch space and, by default, media. Default <c>data</c> under the working folder.</summary>
    [Required]
    public string DataFolder { get; set; } = "data";

    /// <summary>Folder of the media store. Default <c>media</c> in the data folder.</summary>
    public string? MediaFolder { get; set; }

    /// <summary>Space that uploads must leave free, bytes. Default 2 GiB.</summary>
    [Range(0, long.MaxValue)]
    public long ReserveBytes { get; set; } = 2L << 30;

    public string MediaRoot => Path.TrimEndingDirectorySeparator(Path.GetFullPath(MediaFolder ?? Path.Combine(DataFolder, "media")));

    public string UploadRoot => Path.GetFullPath(Path.Combine(DataFolder, "uploads"));

    /// <summary>Whole uploads that wait until their job takes them into the media store.</summary>
    public string ReceivedRoot => Path.GetFullPath(Path.Combine(DataFolder, "received"));

    /// <summary>Scratch space of jobs; everything in it may be deleted when no job runs.</summary>
    public string WorkRoot => Path.GetFullPath(Path.Combine(DataFolder, "work"));
}
