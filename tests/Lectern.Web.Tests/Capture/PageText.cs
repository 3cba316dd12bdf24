using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Lectern.Web.Tests.Support;

namespace Lectern.Web.Tests.Capture;

/// <summary>What a page says.</summary>
internal static partial class PageText
{
    /// <summary>With one space where its source has many.</summary>
    internal static string Text(IElement element) => Spaces().Replace(element.TextContent, " ").Trim();

    /// <summary>The fault that a form is shown again with.</summary>
    internal static async Task<string> FaultAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await Html.ReadAsync(response)).QuerySelector(".notice.bad[role=alert]")!.TextContent;
    }

    [GeneratedRegex("\\s+")]
    private static partial Regex Spaces();
}
