namespace Lectern.Lti;

/// <summary>A stable code such as <c>LTI-014</c>. A code never changes its meaning and is never used again.</summary>
/// <param name="Value">The code's text, shown last and small.</param>
public readonly record struct RejectionCode(string Value)
{
    /// <summary>The code's text.</summary>
    /// <returns>For example <c>LTI-014</c>.</returns>
    public override string ToString() => Value;
}
