namespace Lectern.Pipelines.Runs;

/// <summary>Stable codes of the errors of jobs, for support.</summary>
internal static class JobCodes
{
    /// <summary>The upload is no video and no sound.</summary>
    public const string NotMedia = "UPL-007";

    public const string Unexpected = "JOB-001";
    public const string SourceGone = "JOB-002";
    public const string DiskFull = "JOB-003";
    public const string ToolMissing = "JOB-004";

    /// <summary>The process died each time it worked on the job.</summary>
    public const string Killed = "JOB-005";

    public const string EmptyFile = "JOB-010";
    public const string NothingToPlay = "JOB-011";
    public const string Damaged = "JOB-012";
    public const string TooLarge = "JOB-013";
    public const string TooLong = "JOB-014";
    public const string TookTooLong = "JOB-015";

    /// <summary>Of the tracks that a box brought some can't be read.</summary>
    public const string BoxTrack = "JOB-016";

    public const string NothingToCopy = "JOB-030";
    public const string NoQuota = "JOB-031";

    public const string CaptionModel = "JOB-020";
    public const string CaptionEngine = "JOB-021";
    public const string CaptionSound = "JOB-022";
    public const string CaptionLanguage = "JOB-023";
}
