namespace Lectern.CaptureAgent.Panel;

/// <summary>What the panel says to an order.</summary>
/// <param name="Problem">Why it was not carried out, for people; null when it was.</param>
internal sealed record PanelAnswer(string? Problem);
