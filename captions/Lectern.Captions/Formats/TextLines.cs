namespace Lectern.Captions.Formats;

/// <summary>A text cut into lines whatever its line ends are, with NUL replaced as WebVTT asks (§ 4, step 1).</summary>
internal static class TextLines
{
    public static string[] Split(string text) =>
        text.TrimStart('\uFEFF').Replace('\0', '\uFFFD').Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
}
