namespace Lectern.Captions.Formats;

/// <summary>The cues a file may hold, whatever the document was built from: in order, with text, and longer than nothing.</summary>
internal static class WritableCues
{
    public const string Arrow = "-->";

    /// <summary>Stands for an arrow in text that has no escapes; unlike a shorter arrow it can't form a new one with its neighbours.</summary>
    public const string ArrowSign = "\u2192";

    public static IEnumerable<Cue> Of(CaptionDocument document) => document.Cues
        .Where(cue => CueClock.ToMilliseconds(cue.End) > CueClock.ToMilliseconds(cue.Start) && LinesOf(cue).Any())
        .OrderBy(cue => cue.Start);

    public static IEnumerable<string> LinesOf(Cue cue) =>
        cue.Lines.SelectMany(Cue.SplitLines).Select(line => line.Replace('\0', '\uFFFD'));
}
