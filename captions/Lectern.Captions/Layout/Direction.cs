namespace Lectern.Captions.Layout;

/// <summary>Direction of writing. Players take a line's direction from its first letter (WebVTT § 7), which fails where a line opens with a foreign word.</summary>
internal static class Direction
{
    private const char RightToLeftMark = '\u200F';
    private static readonly HashSet<string> RightToLeft = new(["ar", "fa", "he", "iw", "ur", "yi", "ps", "sd", "ug", "ckb", "dv"], StringComparer.OrdinalIgnoreCase);

    public static bool IsRightToLeft(string? language) => language is not null && RightToLeft.Contains(language.Split('-', '_')[0]);

    public static string MarkRightToLeft(string line) =>
        line.FirstOrDefault(char.IsLetter) is var first && first is not '\0' and < '\u0590' ? RightToLeftMark + line : line;
}
