using Lectern.Core.Collections;

namespace Lectern.Core.Checks;

/// <summary>Something that keeps learners from playing a video.</summary>
/// <param name="At">When it opens, closed, or was answered.</param>
public sealed record Obstacle(ObstacleKind Kind, DateTimeOffset? At = null)
{
    /// <summary>Why learners don't see an item, which <see cref="Launches.LaunchRights"/> decided, what weighs most first. Needs its sections and its video.</summary>
    /// <param name="course">Their course, as one of several that share the collection.</param>
    /// <param name="section">The section they are in; null for none.</param>
    internal static IEnumerable<Obstacle> OfItem(CollectionItem item, Guid? course, Guid? section, DateTimeOffset now)
    {
        var part = item.Sections.FirstOrDefault(s => s.SectionId == section) ?? item.Sections.FirstOrDefault(s => s.Section.IsWholeCourse && s.Section.CourseId == course);
        if (item.RemovedAt is not null)
        {
            yield return new Obstacle(ObstacleKind.TakenOut, item.RemovedAt);
        }

        if (item.Visibility == Visibility.Draft)
        {
            yield return new Obstacle(ObstacleKind.Draft);
        }

        if (item.ForSections && part is null)
        {
            yield return new Obstacle(ObstacleKind.OtherSections);
        }

        var (from, until) = item.ForSections ? (part?.AvailableFrom ?? item.AvailableFrom, part?.AvailableUntil ?? item.AvailableUntil) : (item.AvailableFrom, item.AvailableUntil);
        if (from > now)
        {
            yield return new Obstacle(ObstacleKind.NotOpenYet, from);
        }

        if (until <= now)
        {
            yield return new Obstacle(ObstacleKind.Closed, until);
        }
    }
}

public enum ObstacleKind
{
    /// <summary>Its files are being removed, or are.</summary>
    Gone,

    /// <summary>A teacher of this course took it out, or deleted it.</summary>
    TakenOut,

    /// <summary>The video's teachers were asked and have not answered.</summary>
    WaitsForAnswer,

    /// <summary>The video's teachers, or the rule of the course it was copied from, say no.</summary>
    Declined,

    /// <summary>A link names it, and nobody was asked yet.</summary>
    NeverAsked,

    Draft,

    /// <summary>It is for other sections only.</summary>
    OtherSections,

    NotOpenYet,
    Closed,

    /// <summary>Nothing of it can be played yet.</summary>
    Processing,

    /// <summary>It could not be made ready.</summary>
    Failed,
}
