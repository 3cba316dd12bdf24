namespace Lectern.Ffmpeg.Children;

/// <summary>
/// The pid file: which children live now, so that the next run can end what this one left behind. Each line holds a pid and the moment
/// its process started, so that a pid given to somebody else in between is never killed. Linux only; elsewhere it keeps nothing.
/// What can't be written, as to a full disk, is written with the next change: a child that runs is never lost for that.
/// </summary>
/// <param name="path">The file; its folder must exist. One running program per file.</param>
public sealed class ChildRegistry(string path)
{
    private readonly Dictionary<int, ProcessStamp> living = [];
    private readonly Lock gate = new();

    /// <summary>Kills what the last run's file names and empties it. Call once, before the first child starts.</summary>
    /// <returns>The pids that were still alive and were killed.</returns>
    public IReadOnlyList<int> EndLeftovers()
    {
        if (OperatingSystem.IsWindows())
        {
            return [];
        }

        lock (gate)
        {
            var left = ReadFile().Where(stamp => ProcessStamp.Of(stamp.Pid) == stamp).ToList();
            foreach (var stamp in left)
            {
                Signals.KillLeftover(stamp.Pid);
            }

            Save();
            return [.. left.Select(stamp => stamp.Pid)];
        }
    }

    internal void Add(int pid)
    {
        if (ProcessStamp.Of(pid) is not { } stamp)
        {
            return;
        }

        lock (gate)
        {
            living[pid] = stamp;
            Save();
        }
    }

    internal void Remove(int pid)
    {
        lock (gate)
        {
            if (living.Remove(pid))
            {
                Save();
            }
        }
    }

    private IEnumerable<ProcessStamp> ReadFile() =>
        File.Exists(path) ? File.ReadAllLines(path).Select(ProcessStamp.Parse).OfType<ProcessStamp>() : [];

    private void Save()
    {
        try
        {
            var temporary = path + ".new";
            File.WriteAllLines(temporary, living.Values.Select(stamp => stamp.ToString()));
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The last one that could be written names those that ran then, and nobody else.
        }
    }
}
