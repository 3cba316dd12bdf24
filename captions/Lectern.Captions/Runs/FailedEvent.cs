namespace Lectern.Captions.Runs;

/// <summary>The last line of a run that did not work; nothing was written.</summary>
/// <param name="Code">Why, in the same word as the exit code's.</param>
/// <param name="Message">One sentence for the person who waits for the captions.</param>
public sealed record FailedEvent(CaptionExitCode Code, string Message) : CaptionEvent;
