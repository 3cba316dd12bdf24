using System.Text;
using Lectern.Contracts.Devices;
using Lectern.Core.Capture.Boxes;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Uploads;
using Lectern.Web.Answers;
using Lectern.Web.Capture;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Lectern.Web.Opencast;

/// <summary>How a box brings what it recorded: a media package is begun, gets its files, and is ended.</summary>
internal static class IngestApi
{
    /// <summary>Pictures and the like, of which nothing is kept.</summary>
    private const long Attachment = 64 << 20;

    private static readonly string[] s_create = [HttpMethods.Get, HttpMethods.Post];

    internal static void Map(IEndpointRouteBuilder boxes)
    {
        boxes.MapMethods("/ingest/createMediaPackage", s_create, (TimeProvider time) => Xml(MediaPackage.New(Guid.CreateVersion7().ToString(), time.GetUtcNow())));
        boxes.MapPut("/ingest/createMediaPackageWithID/{id}", (string id, TimeProvider time) => MediaPackage.IsId(id) ? Xml(MediaPackage.New(id, time.GetUtcNow())) : Problems.Result(Refusals.Unreadable));
        boxes.MapPost("/ingest/addTrack", AddTrackAsync);
        foreach (var kind in new[] { "addDCCatalog", "addCatalog", "addAttachment" })
        {
            // Title and course are the booking's; only when it was recorded may be known to nobody else.
            boxes.MapPost($"/ingest/{kind}", EchoAsync).WithMetadata(new LargestBody(Attachment));
        }

        boxes.MapPost("/ingest/ingest", EndAsync).WithMetadata(new LargestBody(OpencastApi.SmallBody));
        boxes.MapPost("/ingest/ingest/{workflow}", EndAsync).WithMetadata(new LargestBody(OpencastApi.SmallBody));
    }

    private static async Task<IResult> AddTrackAsync(BoxFiles files, KeepBoxRecording keep, IOptions<UploadOptions> uploads, HttpContext context, CancellationToken cancellationToken)
    {
        context.AllowWholeFiles(uploads.Value);
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

        package.Describe(await CatalogAsync(await context.Request.ReadFormAsync(cancellationToken), cancellationToken));
        return Xml(package);
    }

    private static async Task<IResult> EndAsync(KeepBoxRecording keep, HttpContext context, CancellationToken cancellationToken)
    {
        if (await PackageAsync(context, cancellationToken) is not { } package)
        {
            return Problems.Result(Refusals.Unreadable);
        }

        var form = await context.Request.ReadFormAsync(cancellationToken);
        return await keep.EndAsync(context.Device(), package.Id, EndOf(package, form["workflowInstanceId"]), cancellationToken) ? Xml(package) : Problems.Result(Refusals.RecordingUnknown);
    }

    /// <param name="told">What names the booking; else the package's own id may, as Galicaster's does.</param>
    internal static BoxPackage EndOf(MediaPackage package, string? told)
    {
        Guid? booking = Guid.TryParse(told, out var named) || Guid.TryParse(package.Id, out named) ? named : null;
        return new BoxPackage(booking, package.Start, package.End, package.Tracks);
    }

    // Some boxes send it as text and some as a file.
    private static async Task<string?> CatalogAsync(IFormCollection form, CancellationToken cancellationToken)
    {
        if (form["flavor"].ToString() is not ("" or MediaPackage.Episode))
        {
            return null;
        }

        if (form["dublinCore"].ToString() is { Length: > 0 } text)
        {
            return text;
        }

        if (form.Files is not [{ Length: <= MediaPackage.Longest } file, ..])
        {
            return null;
        }

        using var reader = new StreamReader(file.OpenReadStream());
        return await reader.ReadToEndAsync(cancellationToken);
    }

    internal static async Task<MediaPackage?> PackageAsync(HttpContext context, CancellationToken cancellationToken) =>
        context.Request.HasFormContentType && (await context.Request.ReadFormAsync(cancellationToken)) is var form ? MediaPackage.Read(form["mediaPackage"]) : null;

    internal static SourceRole RoleOf(string flavor) => flavor.StartsWith("presentation", StringComparison.OrdinalIgnoreCase) ? SourceRole.Slides : SourceRole.Presenter;

    internal static ContentHttpResult Xml(MediaPackage package) => TypedResults.Text(package.ToString(), "text/xml", Encoding.UTF8);
}
