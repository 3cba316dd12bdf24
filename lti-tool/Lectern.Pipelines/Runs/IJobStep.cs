namespace Lectern.Pipelines.Runs;

/// <summary>
/// A part of a job that is done wholly or not at all. It may be killed at any line and is then run again, so it writes only to its
/// workspace, to a version folder of its own, or where writing twice does no harm; what others see is in the publication it returns.
/// </summary>
internal interface IJobStep
{
    /// <summary>As the job row shows it and notes it as done.</summary>
    string Name { get; }

    Task<Publication> RunAsync(JobRun run, CancellationToken cancellationToken);
}
