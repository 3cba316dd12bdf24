using System.Globalization;

namespace Lectern.Captions.Formats;

/// <summary>Times as caption files write them: hours, minutes, seconds and milliseconds.</summary>
internal static class CueClock
{
    private const long TicksPerMillisecond = TimeSpan.TicksPerMillisecond;

    // 2,562 hours short of TimeSpan's end; no recording comes near, and sums of two times can't overflow.
    private const long MaxHours = 99_999_999;

    public static string Format(TimeSpan time, char decimalSign)
    {
        var milliseconds = ToMilliseconds(time);
        var (seconds, rest) = Math.DivRem(milliseconds, 1000);
        var (minutes, second) = Math.DivRem(seconds, 60);
        var (hour, minute) = Math.DivRem(minutes, 60);
        return string.Create(CultureInfo.InvariantCulture, $"{hour:00}:{minute:00}:{second:00}{decimalSign}{rest:000}");
    }

    /// <summary>Whole milliseconds, halves away from zero, never below zero.</summary>
    public static long ToMilliseconds(TimeSpan time) => Math.Max(0, (time.Ticks + (TicksPerMillisecond / 2)) / TicksPerMillisecond);

    /// <summary>Reads <c>[h…:]mm:ss(.|,)fff</c>; lenient about digits so that hand-made files are understood.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan time)
    {
        time = default;
        var parts = text.Trim().ToString().Split(':');
        if (parts.Length is < 2 or > 3 || !TryParseSeconds(parts[^1], out var milliseconds))
        {
            return false;
        }

        if (!TryParseWhole(parts[^2], 59, out var minutes) || !TryParseWhole(parts.Length == 3 ? parts[0] : "0", MaxHours, out var hours))
        {
            return false;
        }

        time = TimeSpan.FromTicks(((((hours * 60) + minutes) * 60_000) + milliseconds) * TicksPerMillisecond);
        return true;
    }

    private static bool TryParseSeconds(string text, out long milliseconds)
    {
        milliseconds = 0;
        var cut = text.AsSpan().IndexOfAny('.', ',');
        if (!TryParseWhole(cut < 0 ? text : text[..cut], 59, out var seconds))
        {
            return false;
        }

        var fraction = cut < 0 ? "0" : text[(cut + 1)..];
        if (fraction.Length is 0 or > 9 || !TryParseWhole(fraction, long.MaxValue, out _))
        {
            return false;
        }

        milliseconds = (seconds * 1000) + long.Parse(fraction.PadRight(3, '0')[..3], NumberStyles.None, CultureInfo.InvariantCulture);
        return true;
    }

    private static bool TryParseWhole(string text, long max, out long value) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value <= max;
}
