using System.Net.Http.Headers;
using Lectern.EndToEnd.Tests.Stack;
using Microsoft.Playwright;

namespace Lectern.EndToEnd.Tests.Browser;

/// <summary>Takes the cookie out of the login's answer on one page; windows it opens are left alone.</summary>
internal static class RefusedCookie
{
    public static Task RefuseLoginCookieAsync(this Desk desk, LecternStack stack) =>
        desk.Page.RouteAsync("**/lti/login", route => AnswerWithoutCookieAsync(route, stack.Http));

    // Asked by a client of our own: Playwright's would put the cookie into the browser by itself.
    private static async Task AnswerWithoutCookieAsync(IRoute route, HttpClient http)
    {
        using var request = new HttpRequestMessage(new HttpMethod(route.Request.Method), route.Request.Url);
        if (route.Request.PostDataBuffer is { } body)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(route.Request.Headers["content-type"]);
        }

        using var answer = await http.SendAsync(request);
        var headers = answer.Headers.Concat(answer.Content.Headers)
            .Where(header => header.Key is not ("Set-Cookie" or "Transfer-Encoding"))
            .Select(header => KeyValuePair.Create(header.Key, string.Join(", ", header.Value)));
        await route.FulfillAsync(new() { Status = (int)answer.StatusCode, Headers = headers, BodyBytes = await answer.Content.ReadAsByteArrayAsync() });
    }
}
