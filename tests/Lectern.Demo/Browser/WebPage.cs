using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Lectern.Demo.Browser;

/// <summary>A page that was loaded.</summary>
internal sealed class WebPage(Uri address, int status, string text)
{
    private readonly IHtmlDocument document = new HtmlParser().ParseDocument(text);

    public Uri Address => address;

    public int Status => status;

    public string? Attribute(string name) => document.QuerySelector($"[{name}]")?.GetAttribute(name);

    /// <summary>The page's first POST form, filled as it came, with its first button; null when it has none.</summary>
    public WebForm? PostForm()
    {
        var form = document.Forms.FirstOrDefault(form => string.Equals(form.GetAttribute("method"), "post", StringComparison.OrdinalIgnoreCase));
        if (form is null)
        {
            return null;
        }

        var action = form.GetAttribute("action") is { Length: > 0 } given ? new Uri(address, given) : address;
        return new WebForm(action, [.. Fields(form)]);
    }

    /// <summary>What a person reads first, for an error message.</summary>
    public string Gist()
    {
        var parts = document.QuerySelectorAll("h1, main p, body > p").Take(4).Select(element => element.TextContent.Trim()).Where(part => part.Length > 0);
        var gist = string.Join(" ", parts);
        return gist.Length > 0 ? gist : $"a page without words (status {status})";
    }

    private static IEnumerable<KeyValuePair<string, string>> Fields(IHtmlFormElement form)
    {
        foreach (var input in form.QuerySelectorAll("input[name]").OfType<IHtmlInputElement>())
        {
            var chosen = input.Type is not ("checkbox" or "radio") || input.IsChecked;
            if (chosen && !input.IsDisabled && input.Type is not ("submit" or "button"))
            {
                yield return new(input.Name!, input.Value);
            }
        }

        foreach (var select in form.QuerySelectorAll("select[name]").OfType<IHtmlSelectElement>())
        {
            yield return new(select.Name!, select.Value ?? "");
        }

        if (form.QuerySelector("button[name]:not([type=button])") is IHtmlButtonElement button)
        {
            yield return new(button.Name!, button.Value);
        }
    }
}
