namespace Lectern.Pipelines.Runs;

/// <summary>Another run has taken the job over. This one stops, publishes nothing and leaves nothing behind.</summary>
internal sealed class JobLostException() : Exception("Another run has taken the job over.");
