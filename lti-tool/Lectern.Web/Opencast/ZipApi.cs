using Lectern.Core.Capture.Boxes;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Uploads;
using Lectern.Web.Answers;
using Lectern.Web.Capture;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Lectern.Web.Opencast;

/// <summary>How Galicaster brings what it recorded: all of it in one file, by one request.</summary>
internal sealed class ZipApi(BoxFiles files, KeepBoxRecording keep, IOptions<UploadOptions> uploads)
{
    internal static void Map(IEndpointRouteBuilder boxes)
    {
        boxes.MapPost("/ingest/addZippedMediaPackage", TakeAsync);
        boxes.MapPost("/ingest/addZippedMediaPackage/{workflow}", TakeAsync);
    }

    private static Task<IResult> TakeAsync(string? id, ZipApi api, HttpContext context, CancellationToken cancellationToken) => api.RunAsync(id, context, cancellationToken);

    private async Task<IResult> RunAsync(string? id, HttpContext context, CancellationToken cancellationToken)
    {
        context.AllowWholeFiles(uploads.Value);
        if (await files.ReceiveAsync(context.Request, cancellationToken) is not { } received)
        {
            return Problems.Result(Refusals.NoSpace);
        }

        try
        {
            return await OpenAsync(context.Device(), received, id, cancellationToken);
        }
        catch (InvalidDataException)
        {
            return Problems.Result(Refusals.Unreadable);
        }
        finally
        {
            files.Forget(received);
        }
    }

    private async Task<IResult> OpenAsync(Device device, ReceivedForm received, string? id, CancellationToken cancellationToken)
    {
        if (received.File is not { } file)
        {
            return Problems.Result(Refusals.Unreadable);
        }

        using var zip = await ZippedPackage.OpenAsync(files.PathOf(file), cancellationToken);
        if (zip is null)
        {
            return Problems.Result(Refusals.Unreadable);
        }

        // Sent again because the answer was lost: it is here.
        var package = zip.Manifest;
        if (await keep.HasEndedAsync(device, package.Id, cancellationToken))
        {
            return IngestApi.Xml(package);
        }

        await zip.DescribeAsync(cancellationToken);
        return await TakeTracksAsync(device, zip, cancellationToken)
            ?? await IngestApi.FinishAsync(keep, device, package, received.Fields.GetValueOrDefault("workflowInstanceId") ?? id, cancellationToken);
    }

    /// <returns>Why not all of them were taken; null when they were.</returns>
    private async Task<IResult?> TakeTracksAsync(Device device, ZippedPackage zip, CancellationToken cancellationToken)
    {
        var tracks = zip.Manifest.Files.Select(told => (told.Flavor, Entry: zip.Find(told.Name))).ToList();
        if (tracks.Count is 0 or > KeepBoxRecording.MostTracks || tracks.Exists(track => track.Entry is not { Length: > 0 }))
        {
            return Problems.Result(Refusals.Unreadable);
        }

        var bytes = tracks.Sum(track => (decimal)track.Entry!.Length);
        if (bytes > uploads.Value.LargestFile || !files.HaveRoomFor((long)bytes))
        {
            return Problems.Result(Refusals.NoSpace);
        }

        zip.Manifest.ForgetTracks();
        foreach (var (flavor, entry) in tracks)
        {
            var file = await files.UnpackAsync(entry!, cancellationToken);
            if (!await keep.AddAsync(device, zip.Manifest.Id, IngestApi.RoleOf(flavor), file, entry!.Length, cancellationToken))
            {
                files.Forget(file);
                return Problems.Result(Refusals.RecordingUnknown);
            }

            zip.Manifest.Add(flavor, file);
        }

        return null;
    }
}
