using System.Text;
using Lectern.Contracts.Devices;
using Lectern.Core.Capture.Boxes;
using Lectern.Core.Uploads;
using Lectern.Web.Answers;
using Lectern.Web.Capture;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Lectern.Web.Opencast;

/// <summary>How a box brings what it recorded: a media package is begun, gets its files, and is ended.</summary>
internal static class IngestApi
{
    private static readonly string[] s_create = [HttpMethods.Get, HttpMethods.Post];

    internal static void Map(IEndpointRouteBuilder boxes)
    {
        boxes.MapMethods("/ingest/createMediaPackage", s_create, (TimeProvider time) => Xml(MediaPackage.New(Guid.CreateVersion7(), time.GetUtcNow())));
        boxes.MapPost("/ingest/addTrack", AddTrackAsync);
        foreach (var kind in new[] { "addDCCatalog", "addCatalog", "addAttachment" })
        {
            // Title and course are the booking's; only when it was recorded may be known to nobody else.
            boxes.MapPost($"/ingest/{kind}", EchoAsync).WithMetadata(new LargestBody(OpencastApi.SmallBody));
        }

        boxes.MapPost("/ingest/ingest", EndAsync).WithMetadata(new LargestBody(OpencastApi.SmallBody));
        boxes.MapPost("/ingest/ingest/{workflow}", EndAsync).WithMetadata(new LargestBody(OpencastApi.SmallBody));
    }

    private static async Task<IResult> AddTrackAsync(BoxFiles files, KeepBoxRecording keep, IOptions<UploadOptions> uploads, HttpContext context, CancellationToken cancellationToken)
    {
        // A whole lecture; what a setting says is asked for only here, so that a wrong one is told by the check and by nothing else.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = uploads.Value.LargestFile;
        }

        if (await files.ReceiveAsync(context.Request, cancellationToken) is not { } received)
        {
            return Problems.Result(Refusals.NoSpace);
        }

        if (MediaPackage.Read(received.Fields.GetValueOrDefault("mediaPackage")) is not { } package || received is not { File: { } file, Bytes: > 0 })
        {
            files.Forget(received);
            return Problems.Result(Refusals.Unreadable);
        }

        var flavor = received.Fields.GetValueOrDefault("flavor") is { Length: > 0 and <= 100 } told ? told : "presenter/source";
        if (!await keep.AddAsync(context.Device(), package.Id, RoleOf(flavor), file, received.Bytes, cancellationToken))
        {
            files.Forget(received);
            return Problems.Result(Refusals.RecordingUnknown);
        }

        package.Add(flavor, file);
        return Xml(package);
    }

    private static async Task<IResult> EchoAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (await PackageAsync(context, cancellationToken) is not { } package)
        {
            return Problems.Result(Refusals.Unreadable);
        }

        package.Date((await context.Request.ReadFormAsync(cancellationToken))["dublinCore"]);
        return Xml(package);
    }

    private static async Task<IResult> EndAsync(KeepBoxRecording keep, HttpContext context, CancellationToken cancellationToken)
    {
        if (await PackageAsync(context, cancellationToken) is not { } package)
        {
            return Problems.Result(Refusals.Unreadable);
        }

        var form = await context.Request.ReadFormAsync(cancellationToken);
        Guid? booking = Guid.TryParse(form["workflowInstanceId"], out var told) ? told : null;
        return await keep.EndAsync(context.Device(), package.Id, new BoxPackage(booking, package.Start, package.End, package.Tracks), cancellationToken) ? Xml(package) : Problems.Result(Refusals.RecordingUnknown);
    }

    private static async Task<MediaPackage?> PackageAsync(HttpContext context, CancellationToken cancellationToken) =>
        context.Request.HasFormContentType && (await context.Request.ReadFormAsync(cancellationToken)) is var form ? MediaPackage.Read(form["mediaPackage"]) : null;

    private static SourceRole RoleOf(string flavor) => flavor.StartsWith("presentation", StringComparison.OrdinalIgnoreCase) ? SourceRole.Slides : SourceRole.Presenter;

    private static ContentHttpResult Xml(MediaPackage package) => TypedResults.Text(package.ToString(), "text/xml", Encoding.UTF8);
}
