using System.Text.Json;
using Lectern.Lti.Json;

namespace Lectern.Lti.Notices;

/// <summary>A verified notice (Platform Notification Service 1.0). Platforms may send one twice: drop those whose <see cref="Id"/> was seen from the same registration.</summary>
public abstract record Notice
{
    /// <summary>The platform's id of the notice: 1 to 255 printable ASCII characters.</summary>
    public required string Id { get; init; }

    /// <summary>What it tells, such as <see cref="ContextCopyNotice.TypeName"/>.</summary>
    public required string Type { get; init; }

    /// <summary>When it happened; null when the platform does not say so in ISO 8601.</summary>
    public required DateTimeOffset? Timestamp { get; init; }

    /// <summary>The deployment it is about.</summary>
    public required string DeploymentId { get; init; }

    /// <summary>Every claim.</summary>
    public required JsonElement RawClaims { get; init; }

    /// <summary>Type and id alone.</summary>
    /// <returns>Text for logs.</returns>
    public sealed override string ToString() => $"{Type} {PlainText.Clip(Id, 60)}";
}
