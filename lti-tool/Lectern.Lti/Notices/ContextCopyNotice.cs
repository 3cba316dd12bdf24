using Lectern.Lti.Launch;

namespace Lectern.Lti.Notices;

/// <summary>Content of courses was copied into a course, new or not. Platforms don't repeat a notice that failed: never rely on it alone.</summary>
public sealed record ContextCopyNotice : Notice
{
    /// <summary>Its type's name.</summary>
    public const string TypeName = "LtiContextCopyNotice";

    /// <summary>The course that received the content.</summary>
    public required ContextClaim Context { get; init; }

    /// <summary>Ids of the courses it came from; never empty.</summary>
    public required IReadOnlyList<string> OriginContexts { get; init; }
}
