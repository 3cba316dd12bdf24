using System.Globalization;

namespace Lectern.Ffmpeg.Probing;

/// <summary>A fraction as media files hold it, such as 30000/1001.</summary>
/// <param name="Numerator">Above the line.</param>
/// <param name="Denominator">Below the line; never 0.</param>
public readonly record struct Rational(long Numerator, long Denominator)
{
    /// <summary>Its value.</summary>
    public double Value => (double)Numerator / Denominator;

    /// <summary>Reads <c>a/b</c> or <c>a:b</c>; <see langword="null"/> for anything else, and for what is not above zero.</summary>
    public static Rational? Parse(string? text)
    {
        var parts = text?.Split('/', ':');
        return parts is [var above, var below]
            && long.TryParse(above, CultureInfo.InvariantCulture, out var numerator)
            && long.TryParse(below, CultureInfo.InvariantCulture, out var denominator)
            && numerator > 0 && denominator > 0
                ? new Rational(numerator, denominator)
                : null;
    }

    /// <summary>The fraction as <c>a/b</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");
}
