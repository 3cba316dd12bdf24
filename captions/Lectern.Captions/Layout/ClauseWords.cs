namespace Lectern.Captions.Layout;

/// <summary>Tells where a sentence may be cut: after its punctuation, or before a word that opens a clause.</summary>
internal sealed class ClauseWords
{
    private const string Closers = "\"'\u2019\u201D\u00BB)]}\u300D\u300F\uFF09";
    private const string SentenceEnds = ".!?\u2026\u3002\uFF01\uFF1F\u061F\u06D4\u0964";
    private const string ClauseEnds = ",;:\u2014\u2013-\u3001\uFF0C\uFF1B\uFF1A\u060C\u061B";

    // Words whose full stop ends no sentence.
    private static readonly HashSet<string> Abbreviations = new(
        "mr mrs ms dr prof st jr sr vs etc e.g i.e fig vol pp cf al inc ltd gen col capt rev hon sgt "
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Concat("z.b d.h bzw ca hr fr nr abs usw m mme mlle sra dra srta sig dott ing art".Split(' ')),
        StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, ClauseWords> ByLanguage = new(StringComparer.OrdinalIgnoreCase)
    {
        ["en"] = new("and or but nor yet so because since as if unless until till while when whenever where wherever whereas although though that "
            + "which who whom whose what why how than whether before after to of in on at by for from with without within into onto upon about "
            + "against among between through during over under toward towards across behind beyond except"),
        ["fr"] = new("et ou mais donc or ni car que qui dont où quand lorsque puisque parce si comme pendant avant après à de du des dans sur sous par pour avec sans chez vers entre contre depuis"),
        ["de"] = new("und oder aber denn sondern dass daß weil wenn als ob obwohl während bevor nachdem damit wie wo wer was der die das in an auf mit von zu bei aus nach über unter für durch ohne gegen um zwischen seit"),
        ["es"] = new("y e o u pero sino porque que quien cuyo donde cuando como si aunque mientras antes después a de del en con por para sin sobre entre hasta desde hacia contra según"),
        ["it"] = new("e ed o ma però perché che chi cui dove quando come se mentre prima dopo a di da in con su per tra fra senza verso contro"),
        ["pt"] = new("e ou mas porque que quem cujo onde quando como se embora enquanto antes depois a de do da em no na com por para sem sobre entre até desde contra"),
        ["nl"] = new("en of maar want dat die wat wie waar wanneer als omdat hoewel terwijl voordat nadat om te in op aan met van voor door bij naar uit over onder tussen zonder tegen"),
        ["ru"] = new("и а но или что чтобы который которая которое которые где когда если как потому хотя пока в на с к о у из от до по за для без под над при через между"),
        ["pl"] = new("i a ale lub albo że żeby który która które gdzie kiedy gdy jeśli jak bo ponieważ choć w na z do od po za dla bez pod nad przy przez między"),
    };

    private static readonly ClauseWords None = new("");

    private readonly HashSet<string> openers;

    private ClauseWords(string openers) =>
        this.openers = new HashSet<string>(openers.Split(' ', StringSplitOptions.RemoveEmptyEntries), StringComparer.OrdinalIgnoreCase);

    /// <summary>The words of a language by its tag; an unknown language is English, one without a table has none.</summary>
    public static ClauseWords For(string? language)
    {
        var primary = language is null ? "en" : language.Split('-', '_')[0];
        return ByLanguage.GetValueOrDefault(primary, None);
    }

    public static bool EndsSentence(string text) => EndsWithAny(text, SentenceEnds) && !IsAbbreviation(text);

    public static bool EndsClause(string text) => EndsWithAny(text, ClauseEnds);

    public bool OpensClause(string text) => openers.Contains(FirstWord(text));

    public bool IsGoodBreak(string before, string after) => EndsSentence(before) || EndsClause(before) || OpensClause(after);

    /// <summary>"Mr.", "e.g." and initials such as "J."</summary>
    private static bool IsAbbreviation(string text)
    {
        var bare = text.TrimEnd();
        if (!bare.EndsWith('.'))
        {
            return false;
        }

        var word = bare[(bare.LastIndexOf(' ') + 1)..^1];
        return Abbreviations.Contains(word) || (word.Length == 1 && char.IsUpper(word[0]) && word is not "I");
    }

    private static bool EndsWithAny(string text, string ends)
    {
        var bare = text.AsSpan().TrimEnd().TrimEnd(Closers);
        return bare.Length > 0 && ends.Contains(bare[^1], StringComparison.Ordinal);
    }

    private static string FirstWord(string text)
    {
        var start = 0;
        while (start < text.Length && !char.IsLetterOrDigit(text[start]))
        {
            start++;
        }

        var end = start;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '\'' or '\u2019'))
        {
            end++;
        }

        return text[start..end];
    }
}
