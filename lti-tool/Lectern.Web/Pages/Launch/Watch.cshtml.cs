using System.Globalization;
using Lectern.Core.Capture.Recordings;
using Lectern.Core.Collections;
using Lectern.Core.Contexts;
using Lectern.Core.Jobs;
using Lectern.Core.Launches;
using Lectern.Core.Videos;
using Lectern.Web.Answers;
using Microsoft.AspNetCore.Mvc;

namespace Lectern.Web.Pages.Launch;

/// <summary>One video: the player, its transcript, and for teachers what is still going on with it.</summary>
public sealed class WatchModel(FindVideo find, ListJobs jobs, ReadGaps gaps) : LaunchPage
{
    public CollectionItem Item { get; private set; } = null!;

    public Video Video => Item.Video;

    public string Title => Item.DisplayTitle;

    /// <summary>Made in this course, so that its teachers change the video itself.</summary>
    public bool CanChange => Launch.CanChange(Item);

    public IReadOnlyList<Job> Jobs { get; private set; } = [];

    public Job? VideoJob => Jobs.FirstOrDefault(job => job.Kind == JobKind.Video);

    public Job? CaptionsJob => Jobs.FirstOrDefault(job => job.Kind == JobKind.Captions);

    public bool IsMoving => Jobs.Any(job => job.State is JobState.Queued or JobState.Running);

    /// <summary>True when the launched link shows just this video, so that there is no list to go back to.</summary>
    public bool IsEmbed => Launch.VideoId == Video.Id && !CanEdit;

    /// <summary>The page that shows progress asks for its parts again, also when the last step has just ended.</summary>
    [BindProperty(SupportsGet = true, Name = "progress")]
    public bool KeepsProgress { get; set; }

    public bool IsPublished => Item.Visibility == Visibility.Published;

    /// <summary>Teachers see what is going on, and what went wrong, instead of the transcript.</summary>
    public bool ShowsProgress => CanChange && (KeepsProgress || IsMoving || Jobs.Any(job => job.State == JobState.Failed));

    /// <summary>It can't be played, and won't be by itself.</summary>
    public bool IsStuck => Video.StreamVersion is null && VideoJob is { State: JobState.Failed };

    public bool CanWaitForCaptions => !IsPublished && !IsStuck && CaptionsJob is { State: JobState.Queued or JobState.Running };

    public string Address => $"{Root}/videos/{Video.Id}";

    /// <summary>Where the player tells what was watched; null where it doesn't count.</summary>
    public string? WatchedAddress => Launch.IsCounted() ? $"{Root}/api/videos/{Video.Id}/watched" : null;

    /// <summary>Where nothing was recorded.</summary>
    public RecordedGaps Gaps { get; private set; } = RecordedGaps.None;

    /// <summary>The same for the player: seconds of the video, such as <c>735-902</c>.</summary>
    public string? GapsText => Gaps.Gaps.Count == 0 ? null : string.Join(' ', Gaps.Gaps.Select(gap => string.Create(CultureInfo.InvariantCulture, $"{gap.StartSeconds:0.##}-{gap.EndSeconds:0.##}")));

    public string? DurationText => Video.DurationSeconds?.ToString(CultureInfo.InvariantCulture);

    /// <summary>Where the link that was launched begins to play; null for another video than the linked one.</summary>
    public int? StartSeconds => Launch.VideoId == Video.Id && Launch.StartSeconds > 0 ? Launch.StartSeconds : null;

    public async Task<IActionResult> OnGetAsync(Guid video, CancellationToken cancellationToken)
    {
        if (Launch.Role == CourseRole.None)
        {
            return Refuse(Refusals.NoRole);
        }

        var found = await find.RunAsync(Launch, video, cancellationToken);
        if (found.Item is null)
        {
            return Refuse(Refusals.Of(found));
        }

        Item = found.Item;
        // What could not be watched early is joined all the same.
        Jobs = [.. (await jobs.RunAsync(Item.VideoId, cancellationToken)).Where(job => job.Kind != JobKind.Grown)];
        Gaps = await gaps.RunAsync(Item.VideoId, cancellationToken);
        return Page();
    }
}
