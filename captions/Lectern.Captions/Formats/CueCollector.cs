namespace Lectern.Captions.Formats;

/// <summary>Gathers cues and problems while a file is read, and applies the rules every format shares.</summary>
internal sealed class CueCollector
{
    private readonly List<Cue> cues = [];
    private readonly List<CaptionProblem> problems = [];

    public string? Language { get; set; }

    public void Report(int line, string code, string message) => problems.Add(new CaptionProblem(line, code, message));

    public void Add(int line, Cue cue)
    {
        if (cue.Lines.Count == 0)
        {
            Report(line, CaptionProblemCode.NoText, "This cue has no text, so it is left out.");
            return;
        }

        if (cue.End <= cue.Start)
        {
            Report(line, CaptionProblemCode.EndsBeforeStart, "This cue ends before it starts, so it is left out.");
            return;
        }

        if (cues.Count > 0 && cue.Start < cues[^1].Start)
        {
            Report(line, CaptionProblemCode.OutOfOrder, "This cue starts before the one above it; the cues are sorted.");
        }

        cues.Add(cue);
    }

    public CaptionReading ToReading() =>
        new(new CaptionDocument([.. cues.OrderBy(cue => cue.Start)], Language), [.. problems]);
}
