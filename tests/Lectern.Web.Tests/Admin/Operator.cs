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
        var code = await app.Get<IssueAdminLink>().RunAsync(TestContext.Current.CancellationToken);
        using var response = await Form.SendAsync(browser, $"/admin/sign-in?code={code}", "/admin/sign-in", ("code", code));
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return browser;
    }
}
