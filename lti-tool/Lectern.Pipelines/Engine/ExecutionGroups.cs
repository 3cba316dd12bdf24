using Lectern.Core.Jobs;

namespace Lectern.Pipelines.Engine;

/// <summary>The engine's limits are counted by group: one for each kind of job.</summary>
internal static class ExecutionGroups
{
    public static string Of(JobKind kind) => kind switch
    {
        JobKind.Video => "transcode",
        JobKind.Captions => "captions",
        JobKind.Copy => "copies",
        JobKind.Grown => "growing",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static int LimitOf(JobKind kind, PipelineOptions options) => kind switch
    {
        JobKind.Video => options.Transcodes,
        JobKind.Captions => options.Captions,
        JobKind.Copy => options.Copies,
        // Many lectures end at the same minute, and one takes a moment.
        JobKind.Grown => options.Transcodes > 0 ? 4 : 0,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>The kinds this node runs.</summary>
    public static IReadOnlyList<JobKind> ServedBy(PipelineOptions options) =>
        [.. Enum.GetValues<JobKind>().Where(kind => LimitOf(kind, options) > 0)];
}
