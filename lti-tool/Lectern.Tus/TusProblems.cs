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
        "The connection ended in the middle. What arrived is kept, and the upload goes on from there.");

    /// <summary>A newer request has taken over this upload.</summary>
    public static TusProblem TakenOver { get; } = new(423, "UPL-015",
        "This upload goes on in another window. What arrived is kept.");

    /// <summary>The storage has no room left.</summary>
    public static TusProblem StorageFull { get; } = new(507, "UPL-016",
        "The server has no room left for this file. What arrived is kept; tell the people who run the server, and go on when there is room.");

    /// <summary>The client wants to tell the length later.</summary>
    public static TusProblem DeferredLength { get; } = new(400, "UPL-017",
        "This server needs to know how large the file is before it takes it.", "Creation, Upload-Defer-Length");

    /// <summary>The upload is larger than the server takes.</summary>
    /// <param name="limit">The limit in bytes.</param>
    public static TusProblem TooLarge(long limit) => new(413, "UPL-005", string.Create(CultureInfo.InvariantCulture,
        $"The file is larger than this server takes ({limit / 1_000_000.0:0.#} MB). Make it smaller, or ask the people who run the server."), "Creation, Tus-Max-Size");

    /// <summary>Every refusal, in the order of its code. <see cref="TooLarge"/> stands with a limit of 0.</summary>
    public static IReadOnlyList<TusProblem> All { get; } =
    [
        UnsupportedVersion, UnknownMethod, NotFound, LengthMissing, TooLarge(0), MalformedMetadata, Concatenation,
        WrongContentType, OffsetMissing, OffsetMismatch, Locked, BodyTooLong, BodyCut, TakenOver, StorageFull, DeferredLength,
    ];
}
