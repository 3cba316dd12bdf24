using System.Globalization;

namespace Lectern.Captions.Quality.Transcripts;

/// <summary>Number words to digits: "twenty-five thousand" and "25,000" are one word, and so are "nineteen forty two" and "1942".</summary>
internal static class SpokenNumbers
{
    private static readonly Dictionary<string, int> Small = Numbered(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 0, 1);

    private static readonly Dictionary<string, int> Tens = Numbered("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10);

    private static readonly Dictionary<string, int> SmallOrdinals = Numbered(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth", 1, 1);

    private static readonly Dictionary<string, int> TensOrdinals = Numbered("twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth", 20, 10);

    private static readonly Dictionary<string, long> Scales = new() { ["thousand"] = 1_000, ["million"] = 1_000_000, ["billion"] = 1_000_000_000 };

    public static List<string> Fold(IReadOnlyList<string> words)
    {
        var folded = new List<string>(words.Count);
        for (var at = 0; at < words.Count;)
        {
            var number = new Run(words, at);
            folded.Add(number.Length == 0 ? words[at] : number.Text);
            at += Math.Max(1, number.Length);
        }

        return folded;
    }

    private static Dictionary<string, int> Numbered(string words, int first, int step) =>
        words.Split(' ').Index().ToDictionary(entry => entry.Item, entry => first + (step * entry.Index));

    /// <summary>The longest number that begins at one word.</summary>
    private sealed class Run
    {
        private readonly IReadOnlyList<string> words;
        private int at;
        private bool isOrdinal;
        private string fraction = "";

        public Run(IReadOnlyList<string> words, int start)
        {
            this.words = words;
            at = start;
            var value = ReadWhole();
            if (value is { } known && !isOrdinal)
            {
                value = ReadYear(known, start);
                ReadFraction();
            }

            Length = at - start;
            Text = value is { } number ? number.ToString(CultureInfo.InvariantCulture) + fraction + (isOrdinal ? Suffix(number) : "") : "";
        }

        public int Length { get; }

        public string Text { get; }

        private string Word => at < words.Count ? words[at] : "";

        private string Next => at + 1 < words.Count ? words[at + 1] : "";

        private long? ReadWhole()
        {
            long total = 0;
            long? any = null;
            while (ReadBelowThousand(any is not null) is { } part)
            {
                var scale = !isOrdinal && Scales.TryGetValue(Word, out var found) ? found : 1;
                at += scale > 1 ? 1 : 0;
                total += part * scale;
                any = total;
                if (scale == 1)
                {
                    break;
                }
            }

            return any;
        }

        private long? ReadBelowThousand(bool isContinued)
        {
            var start = at;
            at += isContinued && Word == "and" ? 1 : 0;
            var part = ReadDigits(isContinued) ?? (Word == "a" && (Next == "hundred" || Scales.ContainsKey(Next)) ? Take(1) : ReadBelowHundred());
            if (part is null)
            {
                at = start;
                return null;
            }

            return Word == "hundred" && !isOrdinal ? ReadAfterHundred(part.Value) : part;
        }

        private long ReadAfterHundred(long hundreds)
        {
            at++;
            var start = at;
            at += Word == "and" ? 1 : 0;
            if (ReadBelowHundred() is { } rest)
            {
                return (hundreds * 100) + rest;
            }

            at = start;
            return hundreds * 100;
        }

        private long? ReadDigits(bool isContinued)
        {
            var isScaled = Scales.ContainsKey(Next) || Next == "hundred";
            return !isContinued && isScaled && long.TryParse(Word, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value < 1000 ? Take(value) : null;
        }

        private long? ReadBelowHundred()
        {
            if (Tens.TryGetValue(Word, out var tens))
            {
                at++;
                return tens + (ReadUnit(1, 9) ?? 0);
            }

            return ReadUnit(0, 19) ?? (TensOrdinals.TryGetValue(Word, out var ordinal) ? TakeOrdinal(ordinal) : null);
        }

        private long? ReadUnit(int min, int max)
        {
            if (Small.TryGetValue(Word, out var unit) && unit >= min && unit <= max)
            {
                return Take(unit);
            }

            return SmallOrdinals.TryGetValue(Word, out var ordinal) && ordinal <= max ? TakeOrdinal(ordinal) : null;
        }

        /// <summary>"Nineteen forty two": two pairs side by side.</summary>
        private long ReadYear(long value, int start)
        {
            if (value is < 13 or > 20 || at != start + 1)
            {
                return value;
            }

            var before = at;
            if (ReadBelowHundred() is { } pair and >= 10 && !isOrdinal)
            {
                return (value * 100) + pair;
            }

            (at, isOrdinal) = (before, false);
            return value;
        }

        private void ReadFraction()
        {
            if (Word != "point" || !Small.TryGetValue(Next, out var first) || first > 9)
            {
                return;
            }

            fraction = ".";
            for (at++; Small.TryGetValue(Word, out var digit) && digit <= 9; at++)
            {
                fraction += digit.ToString(CultureInfo.InvariantCulture);
            }
        }

        private long Take(long value)
        {
            at++;
            return value;
        }

        private long TakeOrdinal(long value)
        {
            isOrdinal = true;
            return Take(value);
        }

        private static string Suffix(long number) => (number % 100) is >= 11 and <= 13 ? "th" : (number % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" };
    }
}
