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
}
