using System.Collections.Concurrent;

namespace Lectern.EndToEnd.Tests.Stack;

/// <summary>One thread as old as the tests: what is to end with its parent ends with the thread that started it, and a pool's threads come and go.</summary>
internal static class LastingThread
{
    private static readonly BlockingCollection<Action> Work = [];

    static LastingThread() => new Thread(Run) { IsBackground = true, Name = "starts programs" }.Start();

    public static Task RunAsync(Action action)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Work.Add(() =>
        {
            try
            {
                action();
                done.SetResult();
            }
            catch (Exception exception)
            {
                done.SetException(exception);
            }
        });
        return done.Task;
    }

    private static void Run()
    {
        foreach (var action in Work.GetConsumingEnumerable())
        {
            action();
        }
    }
}
