using Lectern.Web.Tests.Support;

namespace Lectern.Web.Tests.Admin;

internal static class Form
{
    /// <summary>Opens the page and posts one of its forms with the antiforgery token that stands in it.</summary>
    public static async Task<HttpResponseMessage> SendAsync(Browser browser, string page, string action, params (string Name, string? Value)[] fields)
    {
        using var shown = await browser.GetAsync(page);
        var token = (await Html.ReadAsync(shown)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value");
        return await browser.PostFormAsync(action, [.. fields, ("__RequestVerificationToken", token)]);
    }
}
