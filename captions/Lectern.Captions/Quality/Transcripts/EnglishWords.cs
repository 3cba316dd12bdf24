using System.Text.RegularExpressions;

namespace Lectern.Captions.Quality.Transcripts;

/// <summary>English brought to one spelling: contractions opened, titles and British forms unified, numbers as digits.</summary>
internal static partial class EnglishWords
{
    private static readonly HashSet<string> Fillers = ["uh", "uhm", "um", "umm", "er", "erm", "eh", "ah", "hm", "hmm", "mm", "mhm"];

    private static readonly Dictionary<string, string> WholeWords = new()
    {
        ["won't"] = "will not", ["can't"] = "can not", ["cannot"] = "can not", ["shan't"] = "shall not", ["ain't"] = "is not", ["let's"] = "let us",
        ["gonna"] = "going to", ["wanna"] = "want to", ["gotta"] = "got to", ["ma'am"] = "madam",
        ["mr"] = "mister", ["mrs"] = "missus", ["ms"] = "miss", ["dr"] = "doctor", ["prof"] = "professor", ["st"] = "saint", ["vs"] = "versus",
        ["ok"] = "okay", ["etc"] = "et cetera",
        ["colour"] = "color", ["behaviour"] = "behavior", ["favour"] = "favor", ["honour"] = "honor", ["labour"] = "labor", ["neighbour"] = "neighbor",
        ["centre"] = "center", ["theatre"] = "theater", ["metre"] = "meter", ["grey"] = "gray", ["programme"] = "program", ["defence"] = "defense",
        ["catalogue"] = "catalog", ["modelling"] = "modeling", ["travelling"] = "traveling", ["learnt"] = "learned",
    };

    private static readonly (string Suffix, string Full)[] Contractions =
        [("n't", "not"), ("'re", "are"), ("'ve", "have"), ("'ll", "will"), ("'m", "am"), ("'d", "would")];

    // After these "'s" is short for "is"; after any other word it is a possessive.
    private static readonly HashSet<string> TakesIs = ["he", "she", "it", "that", "there", "here", "what", "who", "where", "how", "when", "why"];

    public static string SpellSigns(string text) =>
        ThousandsComma().Replace(text, "").Replace("%", " percent ", StringComparison.Ordinal).Replace("&", " and ", StringComparison.Ordinal);

    public static List<string> Normalize(List<string> words) =>
        SpokenNumbers.Fold([.. words.Where(word => !Fillers.Contains(word)).SelectMany(Expand).Select(Unify)]);

    private static IEnumerable<string> Expand(string word)
    {
        if (WholeWords.TryGetValue(word, out var whole))
        {
            return whole.Split(' ');
        }

        foreach (var (suffix, full) in Contractions)
        {
            if (word.EndsWith(suffix, StringComparison.Ordinal) && word.Length > suffix.Length)
            {
                return [word[..^suffix.Length], full];
            }
        }

        return ExpandGenitive(word);
    }

    private static string[] ExpandGenitive(string word)
    {
        if (!word.EndsWith("'s", StringComparison.Ordinal))
        {
            return word.Split('\'');
        }

        var stem = word[..^2];
        return TakesIs.Contains(stem) ? [stem, "is"] : [stem, "s"];
    }

    /// <summary>-ise and -isation, which British spelling allows beside -ize.</summary>
    private static string Unify(string word) => word.Length > 6 ? IseEnding().Replace(word, "iz$1") : word;

    [GeneratedRegex(@"(?<=\d),(?=\d{3}(?!\d))")]
    private static partial Regex ThousandsComma();

    [GeneratedRegex("(?<=[rnltvm])is(e|es|ed|ing|ation|ations)$")]
    private static partial Regex IseEnding();
}
