namespace Lectern.Captions.Formats;

/// <summary>The stable codes of <see cref="CaptionProblem"/>.</summary>
public static class CaptionProblemCode
{
    /// <summary>The file does not begin as its format demands.</summary>
    public const string NoHeader = "CAP-001";

    /// <summary>A line with an arrow whose times can't be read; its cue is left out.</summary>
    public const string UnreadableTime = "CAP-002";

    /// <summary>A cue that ends before or when it starts; it is left out.</summary>
    public const string EndsBeforeStart = "CAP-003";

    /// <summary>A cue without text; it is left out.</summary>
    public const string NoText = "CAP-004";

    /// <summary>Cues were not in the order of their starts; they were sorted.</summary>
    public const string OutOfOrder = "CAP-005";

    /// <summary>Text that belongs to no cue; it is left out.</summary>
    public const string StrayText = "CAP-006";

    /// <summary>The file is not well-formed XML; only TTML.</summary>
    public const string NotXml = "CAP-007";
}
