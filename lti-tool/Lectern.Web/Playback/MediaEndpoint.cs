using System.Globalization;
using Lectern.Core.Playback;
using Lectern.Core.Storage;
using Lectern.Web.Answers;
using Lectern.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lectern.Web.Playback;

/// <summary>
/// Media under a signed prefix. The signature is checked without the database; what lies under a version never changes, so it may
/// be cached until the address expires.
/// </summary>
internal static class MediaEndpoint
{
    private static readonly Dictionary<string, string> ContentTypes = new(StringComparer.Ordinal)
    {
        [".m3u8"] = "application/vnd.apple.mpegurl",
        [".m4s"] = "video/iso.segment",
        [".mp4"] = "video/mp4",
        [".jpg"] = "image/jpeg",
        [".vtt"] = "text/vtt; charset=utf-8",
    };

    internal static void MapMedia(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/m/{grant}/{video}/{version}/{**file}", [HttpMethods.Get, HttpMethods.Head, HttpMethods.Options], RunAsync).AllowAnonymous().WithMetadata(new OwnHeaders());

    private static async Task<IResult> RunAsync(
        string grant, string video, string version, string? file, MediaSigner signer, IMediaStore media, TimeProvider time, HttpContext context, CancellationToken cancellationToken)
    {
        AllowAnyOrigin(context.Response.Headers);
        if (HttpMethods.IsOptions(context.Request.Method))
        {
            return TypedResults.NoContent();
        }

        if (await signer.VerifyAsync(grant, video, version, cancellationToken) is not { } granted)
        {
            context.Response.Headers.CacheControl = "no-store";
            return Problems.Result(Refusals.AddressExpired);
        }

        if (!ContentTypes.TryGetValue(Path.GetExtension(file ?? ""), out var type)
            || !MediaKey.TryParse($"{granted.Folder}/{file}", out var key)
            || await media.OpenAsync(key, cancellationToken) is not { } found)
        {
            context.Response.Headers.CacheControl = "no-store";
            return Results.NotFound();
        }

        var seconds = (long)(granted.Expires - time.GetUtcNow()).TotalSeconds;
        context.Response.Headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"public, immutable, max-age={Math.Max(0, seconds)}");
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return await SendAsync(found, type);
    }

    // A local file goes from the disk to the socket without passing through us.
    private static async Task<IResult> SendAsync(MediaFile found, string type)
    {
        if (found.LocalPath is not { } path)
        {
            return Results.Stream(found.Content, type, enableRangeProcessing: true);
        }

        await found.DisposeAsync();
        return Results.File(path, type, enableRangeProcessing: true);
    }

    private static void AllowAnyOrigin(IHeaderDictionary headers)
    {
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlAllowHeaders = "Range";
        headers.AccessControlExposeHeaders = "Content-Length, Content-Range";
    }
}
