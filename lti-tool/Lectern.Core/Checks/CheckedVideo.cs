using Lectern.Core.Collections;

namespace Lectern.Core.Checks;

/// <summary>A video of a course, as learners of one section meet it.</summary>
/// <param name="Item">Null where a link names a video that the course doesn't have: its title is not this course's to know.</param>
/// <param name="Links">What the links that name it are called.</param>
/// <param name="Obstacles">Empty where it plays.</param>
public sealed record CheckedVideo(Guid VideoId, CollectionItem? Item, IReadOnlyList<string> Links, IReadOnlyList<Obstacle> Obstacles)
{
    /// <summary>How long after a no nobody is asked again.</summary>
    internal static readonly TimeSpan AnswerHolds = TimeSpan.FromDays(7);

    /// <summary>Whether the teacher can do away with at least one obstacle.</summary>
    public bool IsRepairable { get; init; }
}

/// <param name="Playing">How many play.</param>
/// <param name="Broken">Those that don't, at most <see cref="CheckCourse.Most"/>.</param>
/// <param name="Total">How many don't, all together.</param>
public sealed record CourseCheck(int Playing, IReadOnlyList<CheckedVideo> Broken, int Total);
