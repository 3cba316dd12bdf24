using System.Text.Json;
using Lectern.CaptureAgent.Spool;

namespace Lectern.CaptureAgent.Recording;

/// <summary>
/// Keeps on disk what time the agent goes by, so that one which starts anew within a lecture, on a machine whose wall clock is wrong, goes on by it. It holds for as long as the machine
/// is up: the uptime is what it counts by.
/// </summary>
internal sealed class KeptAnchor(AgentFolder folder)
{
    // What nobody notices is not worth a write.
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(200);
    private AnchorFile? kept;

    /// <summary>What an earlier run of the agent went by, if the machine has been up since.</summary>
    public DateTimeOffset? Find()
    {
        try
        {
            kept = JsonSerializer.Deserialize(File.ReadAllBytes(folder.Anchor), AgentJson.Default.AnchorFile);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException)
        {
        }

        return kept?.Boot == Boot.Id ? kept.Anchor : null;
    }

    /// <summary>Keeps what the agent goes by now. Each second is often enough.</summary>
    public void Keep(DateTimeOffset anchor)
    {
        if (kept is { } before && before.Boot == Boot.Id && (anchor - before.Anchor).Duration() < Least)
        {
            return;
        }

        try
        {
            var next = new AnchorFile(Boot.Id, anchor);
            DurableFile.Replace(folder.Anchor, JsonSerializer.SerializeToUtf8Bytes(next, AgentJson.Default.AnchorFile));
            kept = next;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
        }
    }
}

/// <param name="Boot">The machine's run.</param>
/// <param name="Anchor">What the wall clock showed when its uptime was 0.</param>
internal sealed record AnchorFile(string Boot, DateTimeOffset Anchor);
