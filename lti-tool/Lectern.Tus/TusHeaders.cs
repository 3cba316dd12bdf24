namespace Lectern.Tus;

/// <summary>Header names and fixed values of tus 1.0 (https://tus.io/protocols/resumable-upload).</summary>
public static class TusHeaders
{
    /// <summary>The protocol version this library speaks, as it stands in <c>Tus-Resumable</c> and <c>Tus-Version</c>.</summary>
    public const string Version = "1.0.0";

    /// <summary>The media type of every body that carries upload bytes.</summary>
    public const string OffsetOctetStream = "application/offset+octet-stream";

    /// <summary>Version used for this message; on everything but OPTIONS.</summary>
    public const string TusResumable = "Tus-Resumable";

    /// <summary>Versions the server speaks.</summary>
    public const string TusVersion = "Tus-Version";

    /// <summary>Largest upload the server takes, in bytes.</summary>
    public const string TusMaxSize = "Tus-Max-Size";

    /// <summary>Extensions the server claims.</summary>
    public const string TusExtension = "Tus-Extension";

    /// <summary>Size of the whole upload, in bytes.</summary>
    public const string UploadLength = "Upload-Length";

    /// <summary>Bytes that are kept, counted from the start.</summary>
    public const string UploadOffset = "Upload-Offset";

    /// <summary>Key and base64 value pairs about the upload.</summary>
    public const string UploadMetadata = "Upload-Metadata";

    /// <summary>Announces that the length follows later; always <c>1</c>.</summary>
    public const string UploadDeferLength = "Upload-Defer-Length";

    /// <summary>A body's hash: the algorithm's name, a space, base64.</summary>
    public const string UploadChecksum = "Upload-Checksum";

    /// <summary>Algorithms the server can check.</summary>
    public const string TusChecksumAlgorithm = "Tus-Checksum-Algorithm";

    /// <summary>When an unfinished upload is given up, as an HTTP date.</summary>
    public const string UploadExpires = "Upload-Expires";

    /// <summary>Joins several uploads into one; refused here.</summary>
    public const string UploadConcat = "Upload-Concat";

    /// <summary>The method a client means when it can't send it.</summary>
    public const string MethodOverride = "X-HTTP-Method-Override";
}
