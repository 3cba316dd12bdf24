using System.Globalization;
using Lectern.Captions.Layout;

namespace Lectern.Captions.Tests.Layout;

/// <summary>Words as a speaker would say them, for layout tests.</summary>
internal static class Spoken
{
    /// <summary>Text at a steady pace; <c>|0.5</c> between words is a pause of half a second.</summary>
    public static List<TimedWord> Of(string text, double lettersPerSecond = 14, double start = 0)
    {
        var words = new List<TimedWord>();
        var at = start;
        foreach (var part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part[0] == '|')
            {
                at += double.Parse(part[1..], CultureInfo.InvariantCulture);
                continue;
            }

            var end = at + ((part.Length + 1) / lettersPerSecond);
            words.Add(new TimedWord(part, TimeSpan.FromSeconds(at), TimeSpan.FromSeconds(end)));
            at = end;
        }

        return words;
    }

    /// <summary>Letters without blanks between them.</summary>
    public static List<TimedWord> Letters(string text, double lettersPerSecond = 5) =>
        [.. text.Select((letter, i) => new TimedWord(letter.ToString(), TimeSpan.FromSeconds(i / lettersPerSecond), TimeSpan.FromSeconds((i + 1) / lettersPerSecond)) { SpaceBefore = false })];
}
