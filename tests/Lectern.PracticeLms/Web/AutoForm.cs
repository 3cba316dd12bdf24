using Lectern.PracticeLms.Pages;

namespace Lectern.PracticeLms.Web;

/// <summary>A page whose only form submits itself; with a button where scripts are off.</summary>
internal static class AutoForm
{
    public static IResult Post(string url, IReadOnlyDictionary<string, string> fields) => Of(url, "post", fields);

    public static IResult Of(string url, string method, IReadOnlyDictionary<string, string> fields)
    {
        var (action, query) = method == "get" ? Split(url) : (url, []);
        return Layout.Bare("Opening …", Html.Of($"""
            <form id="auto" class="auto" action="{action}" method="{method}">
              {query.Concat(fields).Select(field => Html.Of($"""<input type="hidden" name="{field.Key}" value="{field.Value}">"""))}
              <noscript><button class="button">Continue</button></noscript>
            </form>
            <script src="/assets/auto.js"></script>
            """));
    }

    /// <summary>A GET form drops the query of its action, so what stands there becomes fields.</summary>
    private static (string Action, IEnumerable<KeyValuePair<string, string>> Query) Split(string url)
    {
        var at = url.IndexOf('?', StringComparison.Ordinal);
        return at < 0
            ? (url, [])
            : (url[..at], Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(url[at..]).Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString())));
    }
}
