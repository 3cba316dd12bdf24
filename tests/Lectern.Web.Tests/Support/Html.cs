using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Lectern.Web.Tests.Support;

public static class Html
{
    public static async Task<IHtmlDocument> ReadAsync(HttpResponseMessage response) =>
        new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
}
