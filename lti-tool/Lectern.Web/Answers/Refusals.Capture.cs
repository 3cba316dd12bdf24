using Microsoft.AspNetCore.Http;

namespace Lectern.Web.Answers;

public static partial class Refusals
{
    /// <summary>The device is not known, or the key is not its; which of the two is not said.</summary>
    public static Refusal DeviceUnknown { get; } = new(
        "CAP-001",
        StatusCodes.Status401Unauthorized,
        "This device isn't known here",
        "Its key opens nothing. What it recorded stays on it. Whoever runs Lectern makes a code on the room's page, by which the machine is enrolled.");

    public static Refusal DeviceRevoked { get; } = new(
        "CAP-002",
        StatusCodes.Status401Unauthorized,
        "This device was revoked",
        "Whoever runs Lectern took its key away. What it recorded stays on it. A new code from a room's page enrols it again.");

    /// <summary>It is unknown, spent or too old; which of them is not said.</summary>
    public static Refusal EnrolmentCodeUnusable { get; } = new(
        "CAP-003",
        StatusCodes.Status403Forbidden,
        "This code can't be used",
        "It works once, for ten minutes, and a newer code of the room ends it. Make another one on the room's page.",
        "key-round");

    public static Refusal TooManyCodes { get; } = new(
        "CAP-004",
        StatusCodes.Status429TooManyRequests,
        "Too many wrong codes were tried",
        "Nobody is enrolled for a minute. Then the code on the room's page works again.",
        "hourglass");

    public static Refusal NoPicture { get; } = new(
        "CAP-005",
        StatusCodes.Status400BadRequest,
        "This is no picture of a room",
        "A picture is a JPEG of at most 512 KB. The last one stays; recording goes on.");

    public static Refusal PicturesNotWanted { get; } = new(
        "CAP-006",
        StatusCodes.Status403Forbidden,
        "This room sends no pictures",
        "Its settings say so, and what came was not kept. Recording goes on.");

    public static Refusal NoSuchSource { get; } = new(
        "CAP-007",
        StatusCodes.Status404NotFound,
        "The room has no such source",
        "Its settings name the sources that see something. What came was not kept; recording goes on.");

    /// <summary>The room, its secret or the act is not known; which of them is not said.</summary>
    public static Refusal ButtonUnknown { get; } = new(
        "CAP-008",
        StatusCodes.Status404NotFound,
        "This address does nothing",
        "It ends in start, stop, pause, resume, extend or status, and its secret is replaced when a new one is made. Whoever runs Lectern makes one on the room's page.");

    public static Refusal TooManyPresses { get; } = new(
        "CAP-009",
        StatusCodes.Status429TooManyRequests,
        "The button is pressed too often",
        "Nothing was ordered. It is heard again within a minute.",
        "hourglass");

    public static Refusal NoLog { get; } = new(
        "CAP-010",
        StatusCodes.Status400BadRequest,
        "This is no log of a machine",
        "A log is a zip file of at most 8 MB. Nothing was kept.");

    public static Refusal LogNotAsked { get; } = new(
        "CAP-011",
        StatusCodes.Status404NotFound,
        "Nobody asked for this log",
        "A log is sent once, for an order from the room's page. Nothing was kept.");

    public static Refusal NoUpdate { get; } = new(
        "CAP-012",
        StatusCodes.Status404NotFound,
        "There is no update for this machine",
        "Whoever runs Lectern adds one with “lectern agent-update add”. Until then the machine goes on with what it has.");
}
