namespace Lectern.CaptureAgent.Status;

/// <summary>What <c>runs.json</c> says: the last run of the agent that the tool surely heard, and those since.</summary>
internal sealed record RunsFile(IReadOnlyList<Guid> Runs);
