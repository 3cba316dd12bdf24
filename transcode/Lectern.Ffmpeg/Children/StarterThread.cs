using System.Collections.Concurrent;
using System.Diagnostics;

namespace Lectern.Ffmpeg.Children;

/// <summary>
/// The one thread that starts children. PR_SET_PDEATHSIG fires when the starting *thread* ends, not the process (prctl(2)); a pool
/// thread that retires would take a healthy encode with it. This one lives as long as the process.
/// </summary>
internal static class StarterThread
{
    private static readonly BlockingCollection<Action> Work = Begin();

    public static Task StartAsync(Process process)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Work.Add(() => Start(process, started));
        return started.Task;
    }

    private static BlockingCollection<Action> Begin()
    {
        var work = new BlockingCollection<Action>();
        var thread = new Thread(() => Loop(work)) { IsBackground = true, Name = "child starter" };
        thread.Start();
        return work;
    }

    private static void Loop(BlockingCollection<Action> work)
    {
        foreach (var action in work.GetConsumingEnumerable())
        {
            action();
        }
    }

    private static void Start(Process process, TaskCompletionSource started)
    {
        try
        {
            process.Start();
            started.SetResult();
        }
        catch (Exception failure)
        {
            started.SetException(failure);
        }
    }
}
