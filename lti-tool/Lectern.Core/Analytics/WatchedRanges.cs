using System.Globalization;

namespace Lectern.Core.Analytics;

/// <summary>What somebody watched of a video: ranges that neither meet nor overlap, in their order. As text <c>0-120 300-310</c>.</summary>
public sealed class WatchedRanges
{
    /// <summary>The longest text.</summary>
    public const int LongestText = Most * 12;

    // Five digits hold a day, and whoever jumps about more often than this has watched what is kept.
    private const int LastSecond = 99_999;
    private const int Most = 600;

    private WatchedRanges(IReadOnlyList<SecondRange> all)
    {
        All = all;
        Seconds = all.Sum(range => range.Until - range.From);
    }

    public static WatchedRanges None { get; } = new([]);

    public IReadOnlyList<SecondRange> All { get; }

    /// <summary>How many seconds there are, each counted once.</summary>
    public int Seconds { get; }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static WatchedRanges Parse(string text) => new(
    [
        .. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(range => range.Split('-'))
            .Select(ends => new SecondRange(int.Parse(ends[0], CultureInfo.InvariantCulture), int.Parse(ends[1], CultureInfo.InvariantCulture))),
    ]);

    /// <summary>These and some more. Adding what is there already changes nothing.</summary>
    public WatchedRanges With(SecondRange more)
    {
        var (from, until) = (Math.Clamp(more.From, 0, LastSecond), Math.Clamp(more.Until, 0, LastSecond));
        if (from >= until)
        {
            return this;
        }

        var apart = All.Where(range => range.Until < from || range.From > until).ToList();
        var met = All.Where(range => range.Until >= from && range.From <= until).ToList();
        var joined = met.Aggregate(new SecondRange(from, until), (sum, range) => new SecondRange(Math.Min(sum.From, range.From), Math.Max(sum.Until, range.Until)));
        return apart.Count < Most ? new WatchedRanges([.. apart.Append(joined).OrderBy(range => range.From)]) : this;
    }

    public override string ToString() => string.Join(' ', All.Select(range => string.Create(CultureInfo.InvariantCulture, $"{range.From}-{range.Until}")));
}
