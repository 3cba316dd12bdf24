using System.Text.Json;
using Lectern.CaptureAgent.Spool;

namespace Lectern.CaptureAgent.Status;

/// <summary>
/// Names each run of the agent, and keeps on the disk which ones the tool may have heard of. By that the tool finds a disk that forgets what was written (protected, or restored from an image), whose next run
/// knows nothing of the last one, and a disk that was cloned, of which two runs speak in turn.
/// </summary>
internal sealed class RunMarks(AgentFolder folder)
{
    private const int MostKept = 100;
    private readonly StoredFile<RunsFile> file = new(folder.Runs, AgentJson.Default.RunsFile);
    private bool isMarked;

    public Guid Run { get; } = Guid.CreateVersion7();

    /// <summary>The runs before this one that the disk knows; null once the tool has heard that.</summary>
    public IReadOnlyList<Guid>? Earlier { get; private set; }

    /// <summary>Writes this run down. Before the tool hears of it: what the tool heard is on a disk that keeps what it is given. Safe to repeat.</summary>
    /// <returns>Whether it is written.</returns>
    public bool TryMark()
    {
        if (isMarked)
        {
            return true;
        }

        var known = file.Read()?.Runs ?? [];
        // The first one is the one that was surely heard.
        Earlier = known.Count <= MostKept ? known : [known[0], .. known.Skip(known.Count - MostKept + 1)];
        return isMarked = TryWrite([.. Earlier, Run]);
    }

    /// <summary>The tool has heard of this run: those before it matter no more. Safe to repeat.</summary>
    public void Heard()
    {
        if (isMarked && Earlier is not null && TryWrite([Run]))
        {
            Earlier = null;
        }
    }

    private bool TryWrite(IReadOnlyList<Guid> runs)
    {
        try
        {
            DurableFile.Replace(folder.Runs, JsonSerializer.SerializeToUtf8Bytes(new RunsFile(runs), AgentJson.Default.RunsFile));
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // A full disk is no disk that forgets: nothing is told of this run then.
            return false;
        }
    }
}
