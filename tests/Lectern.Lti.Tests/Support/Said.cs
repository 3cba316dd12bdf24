namespace Lectern.Lti.Tests.Support;

/// <summary>What <see cref="LoopbackPlatform"/> answers. Headers go out as UTF-8 bytes, so that a platform's broken ones can be said.</summary>
internal sealed record Said(int Status, string Body, params string[] Headers)
{
    public string Reason { get; init; } = "x";

    public static Said Json(string body, params string[] headers) => new(200, body, ["Content-Type: application/json", .. headers]);
}
