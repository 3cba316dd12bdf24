using Lectern.Core.Contexts;
using Lectern.Core.Jobs;
using Lectern.Core.Videos;
using Microsoft.AspNetCore.Mvc;

namespace Lectern.Web.Pages.Launch;

/// <summary>One video: the player, its transcript, and for teachers what is still going on with it.</summary>
public sealed class WatchModel(FindVideo find, ListJobs jobs) : LaunchPage
{
    public Video Video { get; private set; } = null!;

    public IReadOnlyList<Job> Jobs { get; private set; } = [];

    public Job? VideoJob => Jobs.FirstOrDefault(job => job.Kind == JobKind.Video);

    public Job? CaptionsJob => Jobs.FirstOrDefault(job => job.Kind == JobKind.Captions);

    public bool IsMoving => Jobs.Any(job => job.State is JobState.Queued or JobState.Running);

    /// <summary>True when the launched link shows just this video, so that there is no list to go back to.</summary>
    public bool IsEmbed => Launch.VideoId == Video.Id && Launch.Role != CourseRole.Instructor;

    public async Task<IActionResult> OnGetAsync(Guid video, CancellationToken cancellationToken)
    {
        if (Launch.Role == CourseRole.None)
        {
            return NoRole();
        }

        var found = await find.RunAsync(Launch, video, cancellationToken);
        if (found.Video is null)
        {
            return Refuse(found.Refusal);
        }

        Video = found.Video;
        Jobs = await jobs.RunAsync(video, cancellationToken);
        return Page();
    }
}
