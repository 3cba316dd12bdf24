namespace Lectern.Captions.Whisper;

/// <summary>
/// The languages Whisper knows, by ISO 639-1 code (one has three letters). Kept here so that asking loads no native
/// library.
/// </summary>
public static class WhisperLanguages
{
    private static readonly HashSet<string> Codes =
    [
        .. ("af am ar as az ba be bg bn bo br bs ca cs cy da de el en es et eu fa fi fo fr gl gu ha haw he hi hr ht hu hy id is it ja jw ka kk km kn ko "
            + "la lb ln lo lt lv mg mi mk ml mn mr ms mt my ne nl nn no oc pa pl ps pt ro ru sa sd si sk sl sn so sq sr su sv sw ta te tg th tk tl tr "
            + "tt uk ur uz vi yi yo zh").Split(' '),
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyCollection<string> All => Codes;

    /// <summary>Whether Whisper transcribes this language.</summary>
    public static bool Contains(string code) => Codes.Contains(code);
}
