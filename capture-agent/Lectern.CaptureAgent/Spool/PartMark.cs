namespace Lectern.CaptureAgent.Spool;

/// <summary>How far a part is durable.</summary>
internal sealed record PartMark(int Lines, long Length)
{
    public static PartMark None { get; } = new(0, 0);
}
