namespace Lectern.PracticeLms.Api;

/// <summary>The teacher's own grade. Without a score the cell is emptied; <paramref name="Release"/> gives it back to the tool.</summary>
internal sealed record GradeRequest(string LineItemId, string Person, double? Score, bool Release = false);
