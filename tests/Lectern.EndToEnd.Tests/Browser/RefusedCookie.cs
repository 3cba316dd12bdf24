namespace Lectern.EndToEnd.Tests.Browser;

/// <summary>Takes the cookie out of the login's answer on one page; windows it opens are left alone.</summary>
internal static class RefusedCookie
{
    public static Task RefuseLoginCookieAsync(this Desk desk) =>
        desk.Page.RouteAsync("**/lti/login", route => route.ContinueAsync(new() { Url = CookielessRelay.Only.AddressFor(route.Request.Url) }));
}
