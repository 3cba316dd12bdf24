namespace Lectern.Captions.Layout;

/// <summary>What lies around the words being arranged, when they are part of something longer.</summary>
/// <param name="Before">The word said before them.</param>
/// <param name="PreviousEnd">When the cue before them goes.</param>
/// <param name="After">The word said after them.</param>
internal sealed record LayoutEdges(TimedWord? Before, TimeSpan PreviousEnd, TimedWord? After)
{
    public static LayoutEdges None { get; } = new(null, TimeSpan.Zero, null);
}
