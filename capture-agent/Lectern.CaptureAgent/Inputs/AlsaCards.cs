using System.Globalization;
using System.Text.RegularExpressions;
using Lectern.Contracts.Devices;

namespace Lectern.CaptureAgent.Inputs;

/// <summary>Reads which sound cards can be listened to out of <c>/proc/asound/cards</c> and <c>/proc/asound/pcm</c>. Pure.</summary>
internal static partial class AlsaCards
{
    public static IEnumerable<FoundInput> Parse(string cards, string pcm)
    {
        var names = Card().Matches(cards).ToDictionary(found => NumberOf(found, "number"), found => (Id: found.Groups["id"].Value, Name: found.Groups["name"].Value.Trim()));
        foreach (Match found in Device().Matches(pcm))
        {
            if (found.Groups["ways"].Value.Contains("capture", StringComparison.Ordinal) && names.TryGetValue(NumberOf(found, "card"), out var card))
            {
                // The card's id and not its number, which changes with the order in which cards are plugged in; and plughw, for a card may know one rate alone.
                yield return new FoundInput("alsa", false, $"plughw:CARD={card.Id},DEV={NumberOf(found, "device")}", $"{card.Name}, {found.Groups["name"].Value.Trim()}");
            }
        }
    }

    private static int NumberOf(Match found, string group) => int.Parse(found.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    //  0 [PCH            ]: HDA-Intel - HDA Intel PCH
    [GeneratedRegex(@"^ *(?<number>\d{1,4}) \[(?<id>\w+) *\]: (?:.*? - )?(?<name>.+)$", RegexOptions.Multiline)]
    private static partial Regex Card();

    // 00-00: ALC892 Analog : ALC892 Analog : playback 1 : capture 1
    [GeneratedRegex(@"^(?<card>\d{1,4})-(?<device>\d{1,4}): (?<id>.*?) : (?<name>.*?) : (?<ways>.*)$", RegexOptions.Multiline)]
    private static partial Regex Device();
}
