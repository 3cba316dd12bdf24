namespace Lectern.Core.Jobs;

/// <summary>When a job that takes its process down with it each time is left to people.</summary>
/// <param name="Most">Runs in a row that may die without another step done; at least 1.</param>
/// <param name="ErrorOf">What the uploader is then told, by the kind of the job.</param>
public sealed record KillLimit(int Most, Func<JobKind, JobError> ErrorOf);
