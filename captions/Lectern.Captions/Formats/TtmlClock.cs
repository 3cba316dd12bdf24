using System.Globalization;
using System.Xml.Linq;

namespace Lectern.Captions.Formats;

/// <summary>TTML time expressions (§ 12.3.1): clock time, or a number with a unit.</summary>
internal sealed class TtmlClock(double frameRate, double tickRate)
{
    private const double MaxSeconds = 360_000_000;

    public static TtmlClock Of(XElement root) => new(Parameter(root, "frameRate", 30), Parameter(root, "tickRate", 1));

    public bool TryParse(string? text, out TimeSpan time)
    {
        time = default;
        if (string.IsNullOrWhiteSpace(text))
        {
            return false;
        }

        var value = text.Trim();
        return value.Contains(':', StringComparison.Ordinal) ? TryParseClock(value, out time) : TryParseOffset(value, out time);
    }

    private bool TryParseClock(string value, out TimeSpan time)
    {
        var parts = value.Split(':');
        if (parts.Length != 4)
        {
            return CueClock.TryParse(value, out time);
        }

        var known = CueClock.TryParse(string.Join(':', parts[..3]), out time) & double.TryParse(parts[3], NumberStyles.Float, CultureInfo.InvariantCulture, out var frames);
        return known && TryAdd(ref time, frames / frameRate);
    }

    private bool TryParseOffset(string value, out TimeSpan time)
    {
        time = default;
        var unit = value.TrimStart("0123456789.".ToCharArray());
        var number = value[..^unit.Length];
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            && SecondsPer(unit) is { } seconds
            && TryAdd(ref time, amount * seconds);
    }

    private double? SecondsPer(string unit) => unit switch
    {
        "h" => 3600,
        "m" => 60,
        "s" => 1,
        "ms" => 0.001,
        "f" => 1 / frameRate,
        "t" => 1 / tickRate,
        _ => null,
    };

    private static bool TryAdd(ref TimeSpan time, double seconds)
    {
        if (seconds is not (>= 0 and <= MaxSeconds))
        {
            return false;
        }

        time += TimeSpan.FromMilliseconds(Math.Round(seconds * 1000));
        return true;
    }

    private static double Parameter(XElement root, string name, double fallback)
    {
        var text = root.Attributes().FirstOrDefault(attribute => attribute.Name.LocalName == name)?.Value;
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value > 0 ? value : fallback;
    }
}
