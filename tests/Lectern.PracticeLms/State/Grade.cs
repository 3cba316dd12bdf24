using System.Collections.Immutable;

namespace Lectern.PracticeLms.State;

/// <summary>One cell of the gradebook.</summary>
internal sealed record Grade(string LineItemId, string PersonId)
{
    /// <summary>On the scale of the column; null is no grade.</summary>
    public double? Score { get; init; }
    public string Comment { get; init; } = "";
    public string ActivityProgress { get; init; } = "";
    public string GradingProgress { get; init; } = "";

    /// <summary>Our own time when it was written.</summary>
    public DateTimeOffset Written { get; init; }

    /// <summary>The tool's time of its last score.</summary>
    public DateTimeOffset? ScoreTime { get; init; }

    /// <summary>The teacher set it by hand.</summary>
    public bool Overridden { get; init; }

    public ImmutableList<Submission> Submissions { get; init; } = [];
}
