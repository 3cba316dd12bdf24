using Lectern.Core.Database;
using Lectern.Core.Videos;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Jobs;

/// <summary>The promise of a piece of pipeline work, committed in the transaction of its cause, and what people see of it.</summary>
public sealed class Job
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public JobKind Kind { get; init; }
    public Guid VideoId { get; init; }
    public JobState State { get; set; }

    /// <summary>The step at work, such as <c>renditions</c>; null before the first.</summary>
    public string? Step { get; set; }

    /// <summary>Steps that are done and need not be done again, separated by commas.</summary>
    public string StepsDone { get; set; } = "";

    /// <summary>0 to 100, of the step at work.</summary>
    public int Percent { get; set; }

    /// <summary>Counts the runs. A run that is not the last one may publish nothing: every write says <c>where Attempt = mine</c>.</summary>
    public int Attempt { get; set; }

    /// <summary>Runs that ended in an error; a run that was killed is not counted.</summary>
    public int Failures { get; set; }

    /// <summary>Runs in a row whose process died before they had done another step.</summary>
    public int Kills { get; set; }

    /// <summary>Stable code of the last error, such as <c>UPL-007</c>, and the sentence for the uploader.</summary>
    public string? ErrorCode { get; set; }

    public string? Error { get; set; }

    /// <summary>What an operator needs to know of the last error, such as the end of ffmpeg's own words.</summary>
    public string? ErrorDetail { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Not to be started before; moves on after each failure.</summary>
    public DateTimeOffset NotBefore { get; set; }

    public DateTimeOffset? StartedAt { get; set; }
    public DateTimeOffset? HeartbeatAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }
    public string? Node { get; set; }
}

public enum JobKind
{
    /// <summary>Probe, instant play, renditions, poster. Execution group <c>transcode</c>.</summary>
    Video,

    /// <summary>Captions of one video. Execution group <c>captions</c>.</summary>
    Captions,

    /// <summary>The files of a video that is a copy of another. Execution group <c>copies</c>.</summary>
    Copy,

    /// <summary>What grew while a room recorded, made playable before its parts are joined. Execution group <c>growing</c>.</summary>
    Grown,
}

public enum JobState
{
    Queued,
    Running,
    Done,
    Failed,
}

internal sealed class JobConfiguration : IEntityTypeConfiguration<Job>
{
    public void Configure(EntityTypeBuilder<Job> builder)
    {
        builder.Property(j => j.Step).IsOptionalOwnName(32);
        builder.Property(j => j.StepsDone).IsOwnName(400);
        builder.Property(j => j.ErrorCode).IsOptionalOwnName(16);
        builder.Property(j => j.Error).HasMaxLength(1000);
        builder.Property(j => j.ErrorDetail).HasMaxLength(4000);
        builder.Property(j => j.Node).HasMaxLength(255);
        builder.HasIndex(j => new { j.State, j.NotBefore });
        // One job of a kind a video: what makes completing an upload twice harmless.
        builder.HasIndex(j => new { j.VideoId, j.Kind }).IsUnique();
        builder.HasOne<Video>().WithMany().HasForeignKey(j => j.VideoId);
    }
}
