using System.Text.Json;
using Lectern.Lti.Json;

namespace Lectern.Lti.Grades;

/// <summary>The grade a person has on the platform (AGS 2.0 §3.3), whoever gave it.</summary>
/// <param name="UserId">The person: a launch's subject.</param>
/// <param name="ResultScore">Points; null when there is no grade.</param>
/// <param name="ResultMaximum">The most points; 1 when the platform does not say (§3.3.5).</param>
/// <param name="Comment">Words for the person, or null.</param>
/// <param name="Timestamp">When it was given; null on most platforms.</param>
public sealed record LineItemResult(string UserId, double? ResultScore, double ResultMaximum, string? Comment, DateTimeOffset? Timestamp)
{
    /// <summary>Nothing personal.</summary>
    /// <returns>Text for logs.</returns>
    public override string ToString() => nameof(LineItemResult);

    internal static LineItemResult? Read(JsonElement result) =>
        result.Id("userId") is { } userId
            ? new LineItemResult(
                userId,
                result.Number("resultScore"),
                result.Number("resultMaximum") is { } maximum and > 0 ? maximum : 1,
                result.Filled("comment"),
                result.Time("timestamp"))
            : null;
}
