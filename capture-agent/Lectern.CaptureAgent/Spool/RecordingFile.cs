using Lectern.Contracts.Recordings;

namespace Lectern.CaptureAgent.Spool;

/// <summary>What <c>recording.json</c> says of a recording.</summary>
internal sealed record RecordingFile
{
    public const string Name = "recording.json";

    public required Guid Id { get; init; }

    /// <summary>What it is of; null for an ad hoc one.</summary>
    public Guid? Booking { get; init; }

    public string? Title { get; init; }

    /// <summary>When it began, by the wall clock.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended; null while it goes on, also while the agent does not run.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The device that this machine was when it first told the tool of it; null before that.</summary>
    public Guid? ToldBy { get; init; }

    public IReadOnlyList<RecordedSource> Sources { get; set; } = [];

    /// <summary>When nothing was written because somebody wished so.</summary>
    public IReadOnlyList<Pause> Pauses { get; set; } = [];

    public IReadOnlyList<PartFile> Parts { get; set; } = [];
}
