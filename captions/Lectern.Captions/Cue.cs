namespace Lectern.Captions;

/// <summary>One caption: what is shown, and from when until when on the media's own clock.</summary>
/// <param name="Start">When the text appears, from the start of the media. Never negative.</param>
/// <param name="End">When the text goes; later than <paramref name="Start"/>.</param>
/// <param name="Lines">The lines as plain text, without markup and without escapes; none of them empty.</param>
public sealed record Cue(TimeSpan Start, TimeSpan End, IReadOnlyList<string> Lines)
{
    /// <summary>The cue's name in its file, if it has one.</summary>
    public string? Id { get; init; }

    /// <summary>WebVTT cue settings such as <c>line:10%</c>, kept as they were read; null when there are none.</summary>
    public string? Settings { get; init; }

    /// <summary>Who speaks, as in WebVTT's <c>&lt;v Name&gt;</c>; null when the file does not say.</summary>
    public string? Voice { get; init; }

    /// <summary>How long the text stands.</summary>
    public TimeSpan Duration => End - Start;

    /// <summary>The lines joined by line feeds.</summary>
    public string Text => string.Join('\n', Lines);

    /// <summary>A cue from one text, split at line breaks; blank lines fall away.</summary>
    public static Cue Of(TimeSpan start, TimeSpan end, string text) => new(start, end, SplitLines(text));

    /// <summary>Cues are equal when everything a viewer or an editor would see is equal.</summary>
    public bool Equals(Cue? other) =>
        other is not null && Start == other.Start && End == other.End && Id == other.Id
        && Settings == other.Settings && Voice == other.Voice && Lines.SequenceEqual(other.Lines);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Start, End, Text);

    internal static string[] SplitLines(string text) =>
        text.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
