using System.Collections.Concurrent;

namespace Lectern.CaptureAgent.Recording;

/// <summary>The last that each source's ffmpeg said, for the log that is sent to the tool. It may hold a camera's address with its password.</summary>
internal sealed class EncoderWords(TimeProvider clock)
{
    private const int Most = 40;
    private const int LongestLine = 1000;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> words = new();

    public void Put(string source, string line)
    {
        var said = words.GetOrAdd(source, _ => new());
        said.Enqueue($"{clock.GetUtcNow():O} {(line.Length > LongestLine ? line[..LongestLine] : line)}");
        while (said.Count > Most)
        {
            said.TryDequeue(out _);
        }
    }

    public IReadOnlyList<(string Source, IReadOnlyList<string> Lines)> All => [.. words.OrderBy(one => one.Key).Select(one => (one.Key, (IReadOnlyList<string>)[.. one.Value]))];
}
