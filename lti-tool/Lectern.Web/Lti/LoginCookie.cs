using Microsoft.AspNetCore.Http;

namespace Lectern.Web.Lti;

/// <summary>
/// The two short-lived cookies of a sign-in. They give no rights: they only show that the browser which finishes a step is the
/// one that began it. Partitioned, since browsers refuse other cookies in frames.
/// </summary>
internal static class LoginCookie
{
    private static readonly TimeSpan LoginLifetime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan BindingLifetime = TimeSpan.FromSeconds(60);
    private const string LoginArea = "/lti";
    private const string ExchangeArea = "/session";

    internal static string NameOf(string stateId) => $"l-{stateId}";

    /// <summary>Keeps the login's verifier. The login page's script reads it back to learn whether the browser keeps cookies at all.</summary>
    internal static void KeepVerifier(HttpResponse response, string stateId, string verifier) =>
        response.Cookies.Append(NameOf(stateId), verifier, Options(LoginArea, LoginLifetime, httpOnly: false));

    internal static void ForgetVerifier(HttpResponse response, string stateId) =>
        response.Cookies.Append(NameOf(stateId), "", Options(LoginArea, TimeSpan.Zero, httpOnly: false));

    internal static void KeepBinding(HttpResponse response, Guid launch, string binding) =>
        response.Cookies.Append(BindingName(launch), binding, Options(ExchangeArea, BindingLifetime, httpOnly: true));

    internal static string? Binding(HttpRequest request, Guid launch) => request.Cookies[BindingName(launch)];

    internal static void ForgetBinding(HttpResponse response, Guid launch) =>
        response.Cookies.Append(BindingName(launch), "", Options(ExchangeArea, TimeSpan.Zero, httpOnly: true));

    // The last digits of a version 7 id are its random ones.
    private static string BindingName(Guid launch) => $"c-{launch.ToString("n")[^12..]}";

    private static CookieOptions Options(string path, TimeSpan lifetime, bool httpOnly)
    {
        var options = new CookieOptions { Path = path, MaxAge = lifetime, Secure = true, HttpOnly = httpOnly, SameSite = SameSiteMode.None, IsEssential = true };
        options.Extensions.Add("Partitioned");
        return options;
    }
}
