using System.Net;
using Lectern.Core.Governance;
using Lectern.Web.Tests.Support;

namespace Lectern.Web.Tests.Admin;

internal static class Operator
{
    /// <summary>A browser in which the operator is signed in.</summary>
    public static async Task<Browser> SignInAsync(LecternApp app)
    {
        var browser = app.NewBrowser();
        using var response = await SignInAsync(browser, await app.Get<IssueAdminLink>().RunAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return browser;
    }

    /// <summary>What answers the link's code.</summary>
    public static Task<HttpResponseMessage> SignInAsync(Browser browser, string code) =>
        Form.SendAsync(browser, $"/admin/sign-in?code={code}", "/admin/sign-in", ("code", code));
}
