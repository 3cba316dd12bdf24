using System.Net;

namespace Lectern.PracticeLms.Web;

/// <summary>
/// Without passwords this may only serve the machine it runs on: it listens on loopback alone, and answers only to
/// loopback names, so that a foreign page can't reach it through a name that resolves here.
/// </summary>
internal static class LoopbackOnly
{
    /// <returns>What is wrong with the addresses to listen on, or null.</returns>
    public static string? Fault(string urls) =>
        urls.Split(';', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(url => !Uri.TryCreate(url, UriKind.Absolute, out var parsed) || !IsLoopback(parsed.Host)) is { } open
            ? $"The practice LMS has no passwords and listens on this machine only. '{open}' is not a loopback address; use http://localhost:8401 or http://127.0.0.1:8401."
            : null;

    public static void UseLoopbackNamesOnly(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (IsLoopback(http.Request.Host.Host))
        {
            return next(http);
        }

        http.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        return http.Response.WriteAsync("The practice LMS answers to loopback names only.", http.RequestAborted);
    });

    private static bool IsLoopback(string host) =>
        host == "localhost" || host.EndsWith(".localhost", StringComparison.Ordinal) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
