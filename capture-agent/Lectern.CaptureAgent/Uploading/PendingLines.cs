using Lectern.CaptureAgent.Spool;
using Lectern.Contracts.Recordings;

namespace Lectern.CaptureAgent.Uploading;

/// <summary>The lines of a part that the tool has not verified, read once and in their order.</summary>
internal sealed class PendingLines(SpooledPart part)
{
    /// <summary>The most that go into one request.</summary>
    public const int Most = 1000;

    /// <summary>What is worth a request while a part goes on.</summary>
    public static readonly TimeSpan Enough = TimeSpan.FromSeconds(4);


    /// <summary>The most bytes that do, on a line that holds.</summary>
    public const long MostBytes = 4 << 20;

    private readonly List<Fragment> lines = [];
    private int first;
    private DateTimeOffset? oldest;

    public DateTimeOffset? OldestAt
    {
        get
        {
            lock (lines)
            {
                return oldest;
            }
        }
    }

    public void Clear() => lines.Clear();

    /// <summary>Reads on, from the first line that is not verified.</summary>
    public void Fill(int verified)
    {
        if (lines.Count == 0)
        {
            first = verified;
        }

        lines.AddRange(part.ReadLines(first + lines.Count, Most - lines.Count));
        Look();
    }

    /// <summary>Forgets what is verified.</summary>
    public void Drop(int verified)
    {
        var count = verified - first;
        if (count < 0 || count > lines.Count)
        {
            lines.Clear();
        }
        else
        {
            lines.RemoveRange(0, count);
            first = verified;
        }

        Look();
    }

    /// <summary>Those whose bytes lie before an offset.</summary>
    public IReadOnlyList<Fragment> Until(long offset) => [.. lines.TakeWhile(line => End(line) <= offset)];

    /// <summary>
    /// Those that go into one request from an offset on: whole ones, and none yet where waiting for some more costs nobody anything.
    /// </summary>
    public IReadOnlyList<Fragment> Chunk(long offset, bool isEnded, long most = MostBytes)
    {
        var ahead = lines.SkipWhile(line => End(line) <= offset).ToList();
        var chunk = ahead.TakeWhile((line, index) => index == 0 || End(line) - offset <= most).ToList();
        return isEnded || chunk.Count < ahead.Count || chunk.Sum(line => line.Duration) >= Enough.TotalSeconds ? chunk : [];
    }

    private static long End(Fragment line) => line.Offset + line.Length;

    private void Look()
    {
        lock (lines)
        {
            oldest = lines.Count == 0 ? null : lines[0].At;
        }
    }
}
