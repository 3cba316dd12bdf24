using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Lectern.Web.Capture;

/// <summary>Answers whose version is their ETag, so that whoever knows it is sent nothing (RFC 9110 §13.1.2).</summary>
internal static class Versions
{
    /// <summary>Says which version this is, and whether it is what the caller has.</summary>
    internal static bool IsKnown(this HttpContext context, string version)
    {
        var tag = new EntityTagHeaderValue($"\"{version}\"");
        context.Response.GetTypedHeaders().ETag = tag;
        context.Response.Headers.CacheControl = "private, no-cache";
        return context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false));
    }
}
