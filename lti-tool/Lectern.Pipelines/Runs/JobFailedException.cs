using Lectern.Core.Jobs;

namespace Lectern.Pipelines.Runs;

/// <summary>The job can't be done, and another run would not change that: the file is at fault, or the way the server is set up.</summary>
internal sealed class JobFailedException(JobError error, Exception? cause = null) : Exception(error.Sentence, cause)
{
    public JobError Error { get; } = error;
}
