using Microsoft.AspNetCore.Http;

namespace Lectern.Web.Security;

/// <summary>A secret of ours in the <c>Authorization</c> header (RFC 6750 §2.1).</summary>
internal static class BearerToken
{
    private const string Prefix = "Bearer ";
    private const int Length = 43;

    /// <summary>Null where the header holds none.</summary>
    internal static string? Of(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && header.Length == Prefix.Length + Length ? header[Prefix.Length..] : null;
    }
}
