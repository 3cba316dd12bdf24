using System.Collections.Specialized;
using System.Globalization;
using Lectern.Contracts.Devices;

namespace Lectern.CaptureAgent.Panel;

/// <summary>Reads an order out of an address such as <c>/extend?minutes=10</c>. Pure.</summary>
internal static class PanelOrder
{
    private const int LongestTitle = 200;

    /// <returns><see langword="null"/> when it is none.</returns>
    public static Order? Of(string path, NameValueCollection query)
    {
        OrderKind? kind = path switch
        {
            "/start" => OrderKind.Start,
            "/pause" => OrderKind.Pause,
            "/resume" => OrderKind.Resume,
            "/extend" => OrderKind.Extend,
            "/stop" => OrderKind.Stop,
            _ => null,
        };
        if (kind is not { } known)
        {
            return null;
        }

        // What is no number is refused with the sentence that says which are.
        int? minutes = query["minutes"] is { } text ? int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0 : null;
        var title = query["title"] is { Length: > 0 } given ? given[..Math.Min(given.Length, LongestTitle)] : null;
        return new Order(Guid.CreateVersion7(), known, minutes, title);
    }
}
