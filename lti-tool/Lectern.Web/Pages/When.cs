using System.Globalization;
using Microsoft.AspNetCore.Html;

namespace Lectern.Web.Pages;

/// <summary>Instants and lengths as people read them. The script puts instants into the reader's own zone.</summary>
public static class When
{
    public static IHtmlContent Day(DateTimeOffset at) => Time(at, "day", "d MMM yyyy");

    /// <summary>The time of day; the day where it is another one.</summary>
    public static IHtmlContent Clock(DateTimeOffset at) => Time(at, "clock", "HH:mm");

    public static IHtmlContent Full(DateTimeOffset at) => Time(at, "full", "d MMM yyyy, HH:mm 'UTC'");

    /// <summary>48:12, 1:02:09.</summary>
    public static string Length(double seconds)
    {
        var length = TimeSpan.FromSeconds(Math.Floor(seconds));
        return length.TotalHours < 1
            ? length.ToString(@"mm\:ss", CultureInfo.InvariantCulture)
            : $"{(int)length.TotalHours}:{length.ToString(@"mm\:ss", CultureInfo.InvariantCulture)}";
    }

    private static HtmlString Time(DateTimeOffset at, string kind, string format) =>
        new($"""<time datetime="{at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}" data-date="{kind}">{at.UtcDateTime.ToString(format, CultureInfo.CurrentCulture)}</time>""");
}
