using Lectern.Core.Collections;
using Lectern.Core.Jobs;
using Lectern.Core.Videos;

namespace Lectern.Web.Pages.Launch;

/// <summary>One line of a list of videos.</summary>
/// <param name="Poster">Address of the poster; null until there is one.</param>
/// <param name="Address">The page of the video.</param>
/// <param name="Now">When the list was made.</param>
/// <param name="CanGrade">Whether who looks at it sees what students watched.</param>
/// <param name="Copy">What makes a copy of this course's own of it.</param>
public sealed record VideoRow(CollectionItem Item, IReadOnlyList<Job> Jobs, string? Poster, string Address, DateTimeOffset Now, bool CanGrade, Job? Copy = null)
{
    public Video Video => Item.Video;

    public string Title => Item.DisplayTitle;

    /// <summary>Made in this collection, and not come along from another.</summary>
    public bool IsHome => Item.IsHome;

    public Job? VideoJob => Jobs.FirstOrDefault(job => job.Kind == JobKind.Video);

    public Job? CaptionsJob => Jobs.FirstOrDefault(job => job.Kind == JobKind.Captions);

    public bool IsPublished => Item.Visibility == Visibility.Published;

    public bool HasCaptions => Video.CaptionTracks.Count > 0;

    public bool IsPlayable => Video.StreamVersion is not null;

    /// <summary>It can't be played, and won't be by itself.</summary>
    public bool IsStuck => !IsPlayable && VideoJob is { State: JobState.Failed };

    /// <summary>Something still changes by itself; the page asks again.</summary>
    public bool IsMoving => Copy is { State: JobState.Queued or JobState.Running } || Jobs.Any(job => job.State is JobState.Queued or JobState.Running);

    /// <summary>The job that ended in an error, if one did. What could not be watched early is joined all the same.</summary>
    public Job? Failed => Jobs.FirstOrDefault(job => job is { State: JobState.Failed, Kind: not JobKind.Grown });
}
