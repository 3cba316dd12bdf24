using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Lectern.Web.Security;

/// <summary>
/// The headers of every answer that is not media: nothing is cached, no address leaks by a referrer, and the content security
/// policy names exactly who may frame the page and where its forms may go.
/// </summary>
public sealed class PageHeaders
{
    /// <summary>Style tags that the player's parts make for themselves carry this; the page tells it to its script.</summary>
    public string Nonce { get; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));

    /// <summary>Origins that may frame this page. Login, registration and error pages hold no rights and may be framed by anyone.</summary>
    public string FrameAncestors { get; set; } = "*";

    /// <summary>Where forms may go besides ourselves: the return address of a deep linking launch.</summary>
    public string? FormTarget { get; set; }

    public static PageHeaders Of(HttpContext context)
    {
        if (context.Items[typeof(PageHeaders)] is PageHeaders headers)
        {
            return headers;
        }

        context.Items[typeof(PageHeaders)] = headers = new PageHeaders();
        return headers;
    }

    /// <summary>For a page that holds no rights after all, such as the one that says that we failed.</summary>
    internal void Reset() => (FrameAncestors, FormTarget) = ("*", null);

    internal void Apply(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self'; "
            + $"style-src 'self' 'nonce-{Nonce}'; "
            + "img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; font-src 'self'; worker-src 'self' blob:; base-uri 'none'; "
            + $"form-action 'self'{(FormTarget is null ? "" : " " + FormTarget)}; frame-ancestors {FrameAncestors}";
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
        if (string.IsNullOrEmpty(headers.CacheControl))
        {
            headers.CacheControl = "no-store";
        }
    }
}
