using System.ComponentModel.DataAnnotations;

namespace Lectern.Tus.Files;

/// <summary>Where and how a <see cref="FileTusStore"/> keeps uploads.</summary>
public sealed class FileTusStoreOptions
{
    /// <summary>Folder of the uploads; made when it is not there. Only the store writes in it.</summary>
    [Required]
    public required string Root { get; set; }

    /// <summary>Bytes after which a running upload is flushed to disk: the most a crash can take back. Default 8 MiB.</summary>
    [Range(64 * 1024, 1L << 30)]
    public long FlushBytes { get; set; } = 8L << 20;

    /// <summary>Time after which arriving bytes are flushed even when they are few. Default 5 s.</summary>
    public TimeSpan FlushInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Room an upload has to leave on the disk when it is made. Default 256 MiB.</summary>
    [Range(0, long.MaxValue)]
    public long KeepFreeBytes { get; set; } = 256L << 20;
}
