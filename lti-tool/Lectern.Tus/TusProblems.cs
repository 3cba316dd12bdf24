using System.Globalization;

namespace Lectern.Tus;

/// <summary>The catalogue of refusals this library makes by itself.</summary>
public static class TusProblems
{
    /// <summary>The request has no <c>Tus-Resumable: 1.0.0</c>.</summary>
    public static TusProblem UnsupportedVersion { get; } = new(412, "UPL-001",
        "Your program speaks another version of the upload protocol. This server speaks tus 1.0.0; reload the page or update the program.", "Core protocol, Tus-Resumable");

    /// <summary>The method has no meaning at this address.</summary>
    public static TusProblem UnknownMethod { get; } = new(405, "UPL-002",
        "This address takes uploads only, and not with this kind of request.", "Core protocol");

    /// <summary>No such upload, or it belongs to someone else.</summary>
    public static TusProblem NotFound { get; } = new(404, "UPL-003",
        "This upload is not here any more, or it is not yours. Start the upload again.", "HEAD, PATCH");

    /// <summary><c>Upload-Length</c> is absent or no whole number of bytes.</summary>
    public static TusProblem LengthMissing { get; } = new(400, "UPL-004",
        "The request does not say how large the file is.", "Creation, Upload-Length");

    /// <summary><c>Upload-Metadata</c> is not in the form the protocol asks for.</summary>
    public static TusProblem MalformedMetadata { get; } = new(400, "UPL-006",
        "The details sent with the file can't be read: each needs its own name and a base64 value.", "Creation, Upload-Metadata");

    /// <summary>The client wants to join uploads.</summary>
    public static TusProblem Concatenation { get; } = new(400, "UPL-008",
        "This server takes a file in one upload. Turn parallel parts off in your program.", "Concatenation");

    /// <summary>A body that carries upload bytes has another content type.</summary>
    public static TusProblem WrongContentType { get; } = new(415, "UPL-009",
        "Upload bytes travel as application/offset+octet-stream here.", "PATCH, Content-Type");

    /// <summary><c>Upload-Offset</c> is absent or no whole number of bytes.</summary>
    public static TusProblem OffsetMissing { get; } = new(400, "UPL-010",
        "The request does not say where its bytes belong in the file.", "PATCH, Upload-Offset");

    /// <summary><c>Upload-Offset</c> is not what the server holds.</summary>
    public static TusProblem OffsetMismatch { get; } = new(409, "UPL-011",
        "The upload has moved on meanwhile. Ask where it stands and go on from there; nothing is lost.", "PATCH, Upload-Offset");

    /// <summary>Another request is writing this upload.</summary>
    public static TusProblem Locked { get; } = new(423, "UPL-012",
        "This file is being uploaded in another window right now. Let it finish there, or close it and try again.");

    /// <summary>The body holds more bytes than the upload has room for.</summary>
    public static TusProblem BodyTooLong { get; } = new(413, "UPL-013",
        "More bytes were sent than the file was said to have. Check that the file is not changing while it uploads.", "PATCH");

    /// <summary>The body ended before it should.</summary>
    public static TusProblem BodyCut { get; } = new(400, "UPL-014",
        "The connection ended in the middle. Nothing that was kept is lost, and the upload goes on from there.");

    /// <summary>A newer request has taken over this upload.</summary>
    public static TusProblem TakenOver { get; } = new(423, "UPL-015",
        "This upload goes on in another window. Nothing that was kept is lost.");

    /// <summary>The storage has no room left.</summary>
    public static TusProblem StorageFull { get; } = new(507, "UPL-016",
        "The server has no room left for this file. Nothing that was kept is lost; tell the people who run the server, and go on when there is room.");

    /// <summary>The client wants to tell the length later, and the host wants it first.</summary>
    public static TusProblem DeferredLength { get; } = new(400, "UPL-017",
        "This server needs to know how large the file is before it takes it.", "Creation, Upload-Defer-Length");

    /// <summary><c>Upload-Defer-Length</c> is not 1, or stands beside a length.</summary>
    public static TusProblem MalformedDeferral { get; } = new(400, "UPL-018",
        "The request has to say either how large the file is or that its size will follow, and not both.", "Creation, Upload-Defer-Length");

    /// <summary>A length was told before, and it was another.</summary>
    public static TusProblem LengthChanged { get; } = new(400, "UPL-019",
        "The file was said to have another size before. Check that it is not changing while it uploads.", "Creation, Upload-Defer-Length");

    /// <summary>More bytes are kept than the length that is told.</summary>
    public static TusProblem LengthBelowOffset { get; } = new(400, "UPL-020",
        "More of the file has arrived than it is said to have. Check that it is not changing while it uploads.", "Creation, Upload-Defer-Length");

    /// <summary><c>Upload-Checksum</c> names an algorithm that is not ours, or is none of its values.</summary>
    public static TusProblem UnknownChecksum { get; } = new(400, "UPL-021",
        "The bytes came with a checksum that this server can't read. It knows sha1 and sha256, in base64.", "Checksum");

    /// <summary>The bytes are not those that the checksum was made of.</summary>
    public static TusProblem ChecksumMismatch { get; } = new(460, "UPL-022",
        "The bytes were damaged on their way and are not kept. Send them again.", "Checksum");

    /// <summary>Nobody has come back to the upload for too long.</summary>
    public static TusProblem Expired { get; } = new(410, "UPL-023",
        "This upload was left unfinished for too long and is given up. Start the upload again.", "Expiration");

    /// <summary>The upload is larger than the server takes.</summary>
    /// <param name="limit">The limit in bytes.</param>
    public static TusProblem TooLarge(long limit) => new(413, "UPL-005", string.Create(CultureInfo.InvariantCulture,
        $"The file is larger than this server takes ({limit / 1_000_000.0:0.#} MB). Make it smaller, or ask the people who run the server."), "Creation, Tus-Max-Size");

    /// <summary>Every refusal, in the order of its code. <see cref="TooLarge"/> stands with a limit of 0.</summary>
    public static IReadOnlyList<TusProblem> All { get; } =
    [
        UnsupportedVersion, UnknownMethod, NotFound, LengthMissing, TooLarge(0), MalformedMetadata, Concatenation,
        WrongContentType, OffsetMissing, OffsetMismatch, Locked, BodyTooLong, BodyCut, TakenOver, StorageFull, DeferredLength,
        MalformedDeferral, LengthChanged, LengthBelowOffset, UnknownChecksum, ChecksumMismatch, Expired,
    ];
}
