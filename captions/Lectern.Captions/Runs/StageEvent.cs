namespace Lectern.Captions.Runs;

/// <summary>A stage begins.</summary>
public sealed record StageEvent(CaptionStage Stage) : CaptionEvent;
