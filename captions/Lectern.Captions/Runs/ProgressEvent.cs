namespace Lectern.Captions.Runs;

/// <summary>How far the whole run is.</summary>
/// <param name="Percent">0 to 100; never falls, and 100 comes once, last.</param>
public sealed record ProgressEvent(int Percent) : CaptionEvent;
