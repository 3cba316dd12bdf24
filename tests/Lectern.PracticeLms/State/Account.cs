namespace Lectern.PracticeLms.State;

/// <summary>The department a course belongs to.</summary>
internal sealed record Account(string Id, string Name, string SourcedId);
