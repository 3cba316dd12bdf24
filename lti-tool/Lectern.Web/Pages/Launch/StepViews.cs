using Lectern.Core.Jobs;
using Lectern.Core.Videos;

namespace Lectern.Web.Pages.Launch;

/// <summary>Reads a video and its jobs as steps that people understand.</summary>
public static class StepViews
{
    // The names of the pipeline's steps that come before a video can be played.
    private static readonly string[] BeforeSizes = ["receive", "probe", "instant"];

    public static IReadOnlyList<StepView> Of(Video video, IReadOnlyList<Job> jobs)
    {
        var work = jobs.FirstOrDefault(job => job.Kind == JobKind.Video);
        var captions = jobs.FirstOrDefault(job => job.Kind == JobKind.Captions);
        return
        [
            new StepView(StepKind.Uploaded, StepState.Done, At: video.Source?.ReceivedAt ?? video.CreatedAt),
            Playable(video, work),
            Sizes(video, work),
            Captions(video, captions, work),
        ];
    }

    private static StepView Playable(Video video, Job? work)
    {
        if (video.StreamVersion is not null)
        {
            return new StepView(StepKind.Playable, StepState.Done);
        }

        return work is { State: JobState.Failed } ? Failed(StepKind.Playable, work)
            : work is { State: JobState.Running, Step: var step } && (step is null || BeforeSizes.Contains(step)) ? new StepView(StepKind.Playable, StepState.Running, work.Percent)
            : new StepView(StepKind.Playable, StepState.Waiting);
    }

    private static StepView Sizes(Video video, Job? work)
    {
        if (video.StreamKind == StreamKind.Renditions)
        {
            return new StepView(StepKind.Sizes, StepState.Done, At: work?.FinishedAt);
        }

        return work is { State: JobState.Failed } && video.StreamVersion is not null ? Failed(StepKind.Sizes, work)
            : work is { State: JobState.Failed } ? new StepView(StepKind.Sizes, StepState.Blocked)
            : work is { State: JobState.Running, Step: { } step } && !BeforeSizes.Contains(step) ? new StepView(StepKind.Sizes, StepState.Running, work.Percent)
            : new StepView(StepKind.Sizes, StepState.Waiting);
    }

    private static StepView Captions(Video video, Job? job, Job? work) => job switch
    {
        _ when video.HasAudio == false => new StepView(StepKind.Captions, StepState.NotNeeded),
        { State: JobState.Failed } => Failed(StepKind.Captions, job),
        { State: JobState.Running } => new StepView(StepKind.Captions, StepState.Running, job.Percent),
        { State: JobState.Done } when video.CaptionTracks.Count == 0 => new StepView(StepKind.Captions, StepState.NotNeeded, At: job.FinishedAt),
        { State: JobState.Done } => new StepView(StepKind.Captions, StepState.Done, At: job.FinishedAt),
        // They are queued once the file was looked into, and go their own way from there.
        null when work is { State: JobState.Failed } => new StepView(StepKind.Captions, StepState.Blocked),
        _ => new StepView(StepKind.Captions, StepState.Waiting),
    };

    private static StepView Failed(StepKind kind, Job job) => new(kind, StepState.Failed, At: job.FinishedAt, Error: job.Error, ErrorCode: job.ErrorCode);
}
