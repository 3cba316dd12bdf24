using System.Text.Json;
using Lectern.Lti.Json;

namespace Lectern.Lti.Notices;

/// <summary>What a platform posts to a notice handler: signed notices, not verified yet.</summary>
/// <param name="Tokens">The tokens, in the platform's order. Secrets of the platform: not to be logged.</param>
public sealed record NoticePost(IReadOnlyList<string> Tokens)
{
    /// <summary>The largest body that is read, in bytes.</summary>
    public const int LargestBody = 1024 * 1024;

    private const int MostNotices = 1000;

    /// <summary>Reads a body.</summary>
    /// <param name="utf8">The body.</param>
    /// <returns>Its notices; or LTI-080. An entry without a token counts as an unreadable one.</returns>
    public static LtiResult<NoticePost> Parse(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > LargestBody || !StrictJson.TryParseObject(utf8, out var json) || json.Get("notices") is not { ValueKind: JsonValueKind.Array } list)
        {
            return Rejections.NoticeBodyUnreadable;
        }

        return list.GetArrayLength() is > 0 and <= MostNotices
            ? new NoticePost([.. list.EnumerateArray().Select(notice => notice.Text("jwt") ?? "")])
            : Rejections.NoticeBodyUnreadable.With($"{list.GetArrayLength()} notices");
    }

    /// <summary>How many there are.</summary>
    /// <returns>Text for logs.</returns>
    public override string ToString() => $"{Tokens.Count} notices";
}
