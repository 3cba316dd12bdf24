namespace Lectern.Tus;

/// <summary>How long an upload is kept when nobody comes back to it ("Expiration").</summary>
internal static class Expiry
{
    /// <summary>Null: for ever.</summary>
    public static DateTimeOffset? Of(TusUpload upload, TusServerOptions options) => upload.TouchedAt + options.KeepUnfinished;

    public static bool IsStale(TusUpload upload, TusServerOptions options, DateTimeOffset now) => Of(upload, options) < now;
}
