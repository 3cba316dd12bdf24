using System.Net;
using System.Text;

namespace Lectern.Captions.Formats;

/// <summary>WebVTT cue text (§ 4.2.2) to plain text and back.</summary>
internal static class VttText
{
    public static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>Drops tags, turns references into characters; a lone <c>&lt;</c> that opens no tag stays text.</summary>
    public static string Plain(string text, out string? voice)
    {
        voice = null;
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var end = text[i] == '<' ? TagEnd(text, i) : -1;
            if (end < 0)
            {
                plain.Append(text[i]);
                continue;
            }

            voice ??= VoiceOf(text.AsSpan(i + 1, end - i - 1));
            i = end;
        }

        // HTML's references are WebVTT's (§ 4.2.2); &lrm; and &nbsp; among them.
        return WebUtility.HtmlDecode(plain.ToString());
    }

    private static int TagEnd(string text, int start)
    {
        var next = start + 1 < text.Length ? text[start + 1] : '\0';
        return next == '/' || char.IsAsciiLetter(next) || char.IsAsciiDigit(next) ? text.IndexOf('>', start) : -1;
    }

    private static string? VoiceOf(ReadOnlySpan<char> tag)
    {
        var space = tag.IndexOf(' ');
        var isVoice = tag.Length > 0 && tag[0] == 'v' && space > 0 && (space == 1 || tag[1] == '.');
        return isVoice ? WebUtility.HtmlDecode(tag[(space + 1)..].Trim().ToString()) : null;
    }
}
