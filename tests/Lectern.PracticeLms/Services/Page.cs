using Microsoft.AspNetCore.WebUtilities;

namespace Lectern.PracticeLms.Services;

/// <summary>A part of a list, with the Link header that leads to the next.</summary>
internal static class Page
{
    /// <param name="drop">Query fields that get lost on the way to the next page.</param>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> all, HttpRequest request, string url, int usual = int.MaxValue, bool broken = false, string? drop = null)
    {
        var limit = int.TryParse(request.Query["limit"], out var asked) && asked > 0 ? asked : usual;
        var from = int.TryParse(request.Query["from"], out var begun) && begun > 0 ? begun : 0;
        if (from + (long)limit < all.Count)
        {
            var next = Next(request, url, limit, from + limit, drop);
            // Moodle 4.5 sends this header with curly quotes and as if it were HTML.
            request.HttpContext.Response.Headers.Append("Link", broken ? $"<{next.Replace("&", "&amp;", StringComparison.Ordinal)}>; rel=“next”" : $"<{next}>; rel=\"next\"");
        }

        return [.. all.Skip(from).Take(limit)];
    }

    private static string Next(HttpRequest request, string url, int limit, int from, string? drop)
    {
        foreach (var (name, value) in request.Query)
        {
            if (name is not ("limit" or "from" or "type_id") && name != drop)
            {
                url = QueryHelpers.AddQueryString(url, name, value.ToString());
            }
        }

        url = QueryHelpers.AddQueryString(url, "limit", limit.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return QueryHelpers.AddQueryString(url, "from", from.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
