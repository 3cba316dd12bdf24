using Lectern.Contracts.Recordings;

namespace Lectern.CaptureAgent.Tests.Support;

/// <summary>What the tool of a test knows of a part; its bytes lie with the uploads.</summary>
internal sealed class HeldPart
{
    public Guid Upload { get; init; }

    public List<Fragment> Lines { get; } = [];

    public long Verified => Lines.Count == 0 ? 0 : Lines[^1].Offset + Lines[^1].Length;
}
