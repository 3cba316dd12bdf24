using System.Text.Json.Serialization;

namespace Lectern.Web.Answers;

/// <summary>A refusal for scripts: problem+json with our stable code (RFC 9457).</summary>
/// <param name="Trace">By which an operator finds in the log what failed; absent where nothing did.</param>
public sealed record Problem(
    int Status, string Code, string Title, string Detail, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Trace = null);
