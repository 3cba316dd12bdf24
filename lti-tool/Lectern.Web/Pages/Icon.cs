using Microsoft.AspNetCore.Html;

namespace Lectern.Web.Pages;

/// <summary>Pictures from the sprite that the front end's build makes; the text beside them says the same.</summary>
public static class Icon
{
    /// <param name="name">One of <c>assets/icons.json</c>.</param>
    public static IHtmlContent Of(string name, string style = "icon") =>
        new HtmlString($"""<svg class="{style}" aria-hidden="true"><use href="/dist/icons.svg#{name}"></use></svg>""");

    /// <summary>A ring that is full at 100. The content security policy allows no style attribute, so the arc is a dash.</summary>
    public static IHtmlContent Ring(int percent) =>
        new HtmlString($"""<svg class="ring" viewBox="0 0 18 18" aria-hidden="true"><circle cx="9" cy="9" r="7.5" pathLength="100"></circle><circle cx="9" cy="9" r="7.5" pathLength="100" stroke-dasharray="{percent} 100"></circle></svg>""");
}
