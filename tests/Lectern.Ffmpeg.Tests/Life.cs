using System.Diagnostics;
using Lectern.Ffmpeg.Children;

namespace Lectern.Ffmpeg.Tests;

/// <summary>Watches processes that the test started.</summary>
internal static class Life
{
    public static bool IsAlive(int pid) => ProcessStamp.Of(pid) is not null;

    /// <summary>Waits until the process is gone and says how long that took.</summary>
    public static async Task<TimeSpan> UntilGoneAsync(int pid, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        while (IsAlive(pid) && watch.Elapsed < TimeSpan.FromSeconds(10))
        {
            await Task.Delay(10, cancellationToken);
        }

        return watch.Elapsed;
    }
}
