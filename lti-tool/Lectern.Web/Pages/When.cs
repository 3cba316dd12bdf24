using System.Globalization;
using Microsoft.AspNetCore.Html;

namespace Lectern.Web.Pages;

/// <summary>Instants and lengths as people read them. The script puts instants into the reader's own zone.</summary>
public static class When
{
    private const string FullFormat = "d MMM yyyy, HH:mm 'UTC'";

    public static IHtmlContent Day(DateTimeOffset at) => Time(at, "day", "d MMM yyyy");

    /// <summary>The time of day; the day where it is another one.</summary>
    public static IHtmlContent Clock(DateTimeOffset at) => Time(at, "clock", "HH:mm");

    public static IHtmlContent Full(DateTimeOffset at) => Time(at, "full", FullFormat);

    /// <summary>The same where no script puts it into the reader's own zone.</summary>
    public static string Plain(DateTimeOffset at) => Text(at, FullFormat);

    /// <summary>For a script, which puts it into the reader's own zone; null for no moment.</summary>
    public static string? Instant(DateTimeOffset? at) => at?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>48:12, 1:02:09.</summary>
    public static string Length(double seconds)
    {
        var length = TimeSpan.FromSeconds(Math.Floor(seconds));
        return length.TotalHours < 1
            ? length.ToString(@"mm\:ss", CultureInfo.InvariantCulture)
            : $"{(int)length.TotalHours}:{length.ToString(@"mm\:ss", CultureInfo.InvariantCulture)}";
    }

    private static HtmlString Time(DateTimeOffset at, string kind, string format) =>
        new($"""<time datetime="{Instant(at)}" data-date="{kind}">{Text(at, format)}</time>""");

    private static string Text(DateTimeOffset at, string format) => at.UtcDateTime.ToString(format, CultureInfo.CurrentCulture);
}
