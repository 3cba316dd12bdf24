namespace Lectern.PracticeLms.State;

/// <summary>How a new course is made of another.</summary>
internal sealed record CopyWish
{
    public string? Label { get; init; }
    public string? Title { get; init; }
    public CopiedPeople People { get; init; } = CopiedPeople.Teachers;

    /// <summary>Somebody who teaches the new course, also when they were not in the old one.</summary>
    public Person? Teacher { get; init; }

    /// <summary>The semester of the new course; null keeps the old one's dates.</summary>
    public Term? Term { get; init; }

    /// <summary>A restored backup knows nothing of where it came from.</summary>
    public bool IsRestored { get; init; }
}
