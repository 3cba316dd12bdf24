using System.Globalization;

namespace Lectern.Tus;

/// <summary>One request on its way through its checks, with what they have read out of it so far.</summary>
internal sealed class TusExchange(TusRequest request, ITusHooks hooks, ITusStore store, TusServerOptions options, TimeProvider time)
{
    public TusRequest Request => request;

    public ITusHooks Hooks => hooks;

    public ITusStore Store => store;

    public TusServerOptions Options => options;

    public TimeProvider Time => time;

    /// <summary>What will be made (POST), or what was found.</summary>
    public TusUpload? Upload { get; set; }

    /// <summary>The length that this request tells, or null when it tells none.</summary>
    public long? UploadLength { get; set; }

    public long UploadOffset { get; set; }

    public TusChecksum? Checksum { get; set; }

    public TusMetadata Metadata { get; set; } = TusMetadata.Empty;

    public TusUpload Found => Upload ?? throw new InvalidOperationException("No check has looked the upload up.");

    /// <summary>Size of the whole file, as told now or before; null while nobody knows.</summary>
    public long? Length => UploadLength ?? Upload?.Length;

    /// <summary>Size of the body, or null when the peer doesn't say.</summary>
    public long? ContentLength => Number("Content-Length");

    /// <summary>What a body is answered that has more bytes than there may be.</summary>
    public TusProblem TooLong => Length is null ? TusProblems.TooLarge(options.MaxUploadBytes) : TusProblems.BodyTooLong;

    public bool HasBody => ContentLength is > 0 || request.Header("Transfer-Encoding") is not null || HasUnsizedBody;

    // HTTP/2 bodies come without either header; only their content type gives them away.
    private bool HasUnsizedBody => ContentLength is null && CarriesUploadBytes;

    public bool CarriesUploadBytes
        => string.Equals(request.Header("Content-Type")?.Trim(), TusHeaders.OffsetOctetStream, StringComparison.OrdinalIgnoreCase);

    /// <summary>A header that must be a whole number from 0, without sign, space or separator; null when it is anything else.</summary>
    public long? Number(string header)
        => long.TryParse(request.Header(header), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
