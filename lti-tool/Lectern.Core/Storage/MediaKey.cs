namespace Lectern.Core.Storage;

/// <summary>
/// The name of a stored file: segments of lower-case letters, digits, dot, dash and underscore, joined by <c>/</c>.
/// Keys are made by us, never from what users type.
/// </summary>
public readonly record struct MediaKey
{
    private MediaKey(string value) => Value = value;

    public string Value { get; }

    public static MediaKey Parse(string value) =>
        TryParse(value, out var key) ? key : throw new ArgumentException($"'{value}' is no media key.", nameof(value));

    public static bool TryParse(string? value, out MediaKey key)
    {
        key = default;
        if (value is not { Length: > 0 and <= 400 } || !value.Split('/').All(IsSegment))
        {
            return false;
        }

        key = new MediaKey(value);
        return true;
    }

    public static MediaKey operator /(MediaKey folder, string name) => Parse($"{folder.Value}/{name}");

    public static MediaKey Divide(MediaKey folder, string name) => folder / name;

    /// <summary>The folder of everything that belongs to a video.</summary>
    public static MediaKey OfVideo(Guid video) => Parse($"videos/{video:n}");

    /// <summary>The folder of one immutable version: a presentation, a poster or a caption file.</summary>
    public static MediaKey OfVersion(Guid video, string version) => OfVideo(video) / version;

    public override string ToString() => Value;

    // A segment of dots alone would climb out of the root.
    private static bool IsSegment(string segment) =>
        segment.Length > 0 && segment.Trim('.').Length > 0 && segment.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-' or '_');
}
