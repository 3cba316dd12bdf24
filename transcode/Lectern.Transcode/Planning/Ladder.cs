using System.Globalization;

namespace Lectern.Transcode.Planning;

/// <summary>Which sizes a picture is offered in. A rung named 720 fits into 1280 × 720, standing or lying; nothing is enlarged.</summary>
public static class Ladder
{
    // Bits a second that lecture pictures need at most in each box; found by encoding slides, a camera inset and full motion.
    private static readonly (int Side, int BitRate)[] Caps = [(360, 600_000), (480, 1_000_000), (720, 2_500_000), (1080, 4_500_000), (2160, 14_000_000)];

    // A rung this close below the one above it costs as much as it and shows no difference.
    private const double LeastStep = 0.87;

    /// <summary>The rungs for a picture, largest first, at least one.</summary>
    /// <param name="width">Width as shown: upright and with square pixels.</param>
    /// <param name="height">Height as shown.</param>
    /// <param name="sides">Short sides wanted, in any order.</param>
    public static IReadOnlyList<Rung> For(int width, int height, IReadOnlyList<int> sides)
    {
        var rungs = new List<Rung>();
        var last = double.MaxValue;
        foreach (var scale in sides.OrderDescending().Select(side => Math.Min(1, Fit(width, height, side))).Distinct())
        {
            if (scale <= last * LeastStep)
            {
                rungs.Add(Make(width, height, scale));
                last = scale;
            }
        }

        return rungs;
    }

    /// <summary>Bits a second a picture whose short side is <paramref name="side"/> may reach.</summary>
    public static int CapFor(int side)
    {
        var index = Array.FindIndex(Caps, cap => cap.Side >= side);
        if (index <= 0)
        {
            return index == 0 ? Caps[0].BitRate : Caps[^1].BitRate;
        }

        var (below, above) = (Caps[index - 1], Caps[index]);
        var share = (double)(side - below.Side) / (above.Side - below.Side);
        return (int)(below.BitRate + (share * (above.BitRate - below.BitRate)));
    }

    private static double Fit(int width, int height, int side)
    {
        var (longSide, shortSide) = (Math.Max(width, height), Math.Min(width, height));
        return Math.Min((double)side / shortSide, Math.Ceiling(side * 16 / 9.0) / longSide);
    }

    private static Rung Make(int width, int height, double scale)
    {
        var (w, h) = (Even(width, scale), Even(height, scale));
        var side = Math.Min(w, h);
        return new Rung(side.ToString(CultureInfo.InvariantCulture), w, h, CapFor(side));
    }

    // The nearest even length, since 4:2:0 has one colour for two lines; down at full size, where up would be enlarging.
    private static int Even(int length, double scale) =>
        Math.Max(2, (int)(scale < 1 ? (length * scale / 2) + 0.5 : length / 2.0) * 2);
}
