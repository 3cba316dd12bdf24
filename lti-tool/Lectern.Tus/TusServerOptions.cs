using System.ComponentModel.DataAnnotations;

namespace Lectern.Tus;

/// <summary>Limits of a <see cref="TusServer"/>.</summary>
public sealed class TusServerOptions
{
    /// <summary>Largest upload in bytes; sent as <c>Tus-Max-Size</c>. Default 64 GiB.</summary>
    [Range(1, long.MaxValue)]
    public long MaxUploadBytes { get; set; } = 64L << 30;

    /// <summary>Whether an upload may begin before its length is known. Default false.</summary>
    public bool AllowsDeferredLength { get; set; }

    /// <summary>How long an unfinished upload is kept after its last byte; told as <c>Upload-Expires</c>. Default null: for ever.</summary>
    public TimeSpan? KeepUnfinished { get; set; }

    /// <summary>A writer that has waited this long for its peer's bytes gives way to a newer request. Default 1 s.</summary>
    public TimeSpan WriterIdleLimit { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a request waits for another one's lock before it is answered 423. Default 3 s.</summary>
    public TimeSpan LockWait { get; set; } = TimeSpan.FromSeconds(3);
}
