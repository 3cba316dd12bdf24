namespace Lectern.Core.Database;

/// <summary>Text from people and platforms, made fit to be stored: no control characters (PostgreSQL takes no zero), no half of a letter, no longer than its column.</summary>
internal static class StoredText
{
    /// <summary>The text as it can be kept, or null when nothing is left of it.</summary>
    internal static string? Clip(string? text, int length)
    {
        var clean = text is null || !text.Any(char.IsControl) ? text : string.Concat(text.Where(letter => !char.IsControl(letter)));
        if (clean?.Length > length)
        {
            // An emoji is two halves; one of them alone can't be written as UTF-8.
            clean = clean[..(char.IsHighSurrogate(clean[length - 1]) ? length - 1 : length)];
        }

        return string.IsNullOrWhiteSpace(clean) ? null : clean;
    }
}
