namespace Lectern.Captions.Runs;

/// <summary>The last line of a run that worked; the file is in its place.</summary>
/// <param name="Speech">False when nobody speaks: the file is valid and empty.</param>
/// <param name="Cues">Cues written.</param>
/// <param name="Words">Words in them.</param>
/// <param name="Language">Language of the text; null when nobody speaks and none was given.</param>
/// <param name="MediaSeconds">Length of the sound.</param>
/// <param name="SpeechSeconds">How much of it is speech.</param>
/// <param name="DroppedSegments">Segments taken for inventions of the model, and left out.</param>
/// <param name="Seconds">Wall time of the run.</param>
/// <param name="Model">File name of the model.</param>
/// <param name="Output">Path of the file, as it was given.</param>
public sealed record DoneEvent(
    bool Speech,
    int Cues,
    int Words,
    string? Language,
    double MediaSeconds,
    double SpeechSeconds,
    int DroppedSegments,
    double Seconds,
    string Model,
    string Output) : CaptionEvent;
