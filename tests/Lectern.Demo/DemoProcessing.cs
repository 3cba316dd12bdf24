using System.Globalization;
using Lectern.Demo.Reporting;
using Lectern.Demo.Tool;

namespace Lectern.Demo;

/// <summary>Waits for the video: until it plays at all, until every size is there, until the captions are.</summary>
internal sealed class DemoProcessing(StageClock clock, ProgressLine progress, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>A wait in which nothing moves for this long is given up.</summary>
    private static readonly TimeSpan StallLimit = TimeSpan.FromMinutes(10);

    public async Task RunAsync(ToolSession session, string video, CancellationToken cancellation)
    {
        await clock.RunAsync("first playable", () => WaitAsync("first playable", session, video, _ => true, playback => playback.Stream is not null, cancellation));
        await clock.RunAsync("renditions", () => WaitAsync("renditions", session, video, answer => IsDone(answer, "video"), playback => Is(playback.State, "ready"), cancellation));
        await clock.RunAsync("captions", () => WaitAsync("captions", session, video, HasCaptionsOrNone, _ => true, cancellation));
    }

    private async Task<(bool, string)> WaitAsync(
        string stage, ToolSession session, string video, Func<ToolApi.VideoAnswer, bool> isFar, Func<ToolApi.PlaybackAnswer, bool> plays, CancellationToken cancellation)
    {
        var (seen, moved) = ("", time.GetTimestamp());
        while (true)
        {
            var answer = await ToolApi.VideoAsync(session, video, cancellation);
            Refuse(answer);
            if (isFar(answer) && plays(await ToolApi.PlaybackAsync(session, video, cancellation)))
            {
                return (true, "");
            }

            if (answer.Jobs.Count > 0 && answer.Jobs.All(job => Is(job.State, "done")))
            {
                throw new DemoFailure("All work is done, and still the video can't be played in every size.");
            }

            var now = string.Join("   ", answer.Jobs.Where(job => !Is(job.State, "done")).Select(Describe));
            if (now != seen)
            {
                (seen, moved) = (now, time.GetTimestamp());
            }

            if (time.GetElapsedTime(moved) > StallLimit)
            {
                throw new DemoFailure($"Nothing has moved for {StallLimit.TotalMinutes:0} minutes: {now}");
            }

            progress.Show(stage, now);
            await Task.Delay(Pause, time, cancellation);
        }
    }

    private static void Refuse(ToolApi.VideoAnswer answer)
    {
        if (answer.Jobs.FirstOrDefault(job => Is(job.State, "failed")) is { } failed)
        {
            throw new DemoFailure($"The {failed.Kind} job failed: {failed.LastError}");
        }
    }

    private static string Describe(ToolApi.JobAnswer job) =>
        string.Create(CultureInfo.InvariantCulture, $"{job.Kind}: {job.Step ?? job.State}{(job.Percent is { } percent ? $" {percent:0} %" : "")}{(job.Attempt > 1 ? $" (attempt {job.Attempt})" : "")}");

    /// <summary>A video without sound gets no captions job.</summary>
    private static bool HasCaptionsOrNone(ToolApi.VideoAnswer answer) =>
        IsDone(answer, "captions") || (IsDone(answer, "video") && !answer.Jobs.Any(job => Is(job.Kind, "captions")));

    private static bool IsDone(ToolApi.VideoAnswer answer, string kind) => answer.Jobs.Any(job => Is(job.Kind, kind) && Is(job.State, "done"));

    private static bool Is(string said, string wanted) => string.Equals(said, wanted, StringComparison.OrdinalIgnoreCase);
}
