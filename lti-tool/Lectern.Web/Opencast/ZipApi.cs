using System.IO.Compression;
using Lectern.Core.Capture.Boxes;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Uploads;
using Lectern.Web.Answers;
using Lectern.Web.Capture;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Lectern.Web.Opencast;

/// <summary>How Galicaster brings what it recorded: all of it in one file, by one request.</summary>
internal sealed class ZipApi(BoxFiles files, KeepBoxRecording keep, FindBoxRecording find, IOptions<UploadOptions> uploads, IHostApplicationLifetime lifetime)
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
            // A box that waits no longer finds it done when it comes again.
            return await OpenAsync(context.Device(), received, id, lifetime.ApplicationStopping);
        }
        catch (InvalidDataException)
        {
            return Problems.Result(Refusals.Unreadable);
        }
        catch (NoRoomException)
        {
            return Problems.Result(Refusals.NoSpace);
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
        if (zip is null || EntriesOf(zip) is not { } entries)
        {
            return Problems.Result(Refusals.Unreadable);
        }

        // Sent again because the answer was lost: it is here.
        var package = zip.Manifest;
        var lengths = entries.ConvertAll(entry => entry.Entry.Length);
        if (await find.HoldsAsync(device, package.Id, lengths, cancellationToken))
        {
            return IngestApi.Xml(package);
        }

        var bytes = lengths.Sum(length => (decimal)length);
        if (bytes > uploads.Value.LargestFile || !files.HaveRoomFor((long)bytes))
        {
            return Problems.Result(Refusals.NoSpace);
        }

        await zip.DescribeAsync(cancellationToken);
        var tracks = await UnpackAsync(package, entries, cancellationToken);
        if (await keep.BringAsync(device, package.Id, tracks, IngestApi.EndOf(package, received.Fields.GetValueOrDefault("workflowInstanceId") ?? id), cancellationToken))
        {
            return IngestApi.Xml(package);
        }

        // The try before it may have been at it all the while.
        tracks.ForEach(track => files.Forget(track.File));
        return await find.HoldsAsync(device, package.Id, lengths, cancellationToken) ? IngestApi.Xml(package) : Problems.Result(Refusals.RecordingUnknown);
    }

    /// <returns>The tracks that the manifest names; null when one of them isn't there.</returns>
    private static List<(string Flavor, ZipArchiveEntry Entry)>? EntriesOf(ZippedPackage zip)
    {
        var tracks = zip.Manifest.Files.Select(told => (told.Flavor, Entry: zip.Find(told.Name)!)).ToList();
        return tracks.Count is 0 or > KeepBoxRecording.MostTracks || tracks.Exists(track => track.Entry is not { Length: > 0 }) ? null : tracks;
    }

    // All, or none of them stays.
    private async Task<List<BoxTrack>> UnpackAsync(MediaPackage package, List<(string Flavor, ZipArchiveEntry Entry)> entries, CancellationToken cancellationToken)
    {
        var tracks = new List<BoxTrack>();
        package.ForgetTracks();
        try
        {
            foreach (var (flavor, entry) in entries)
            {
                var track = new BoxTrack(IngestApi.RoleOf(flavor), await files.UnpackAsync(entry, cancellationToken), entry.Length);
                tracks.Add(track);
                package.Add(flavor, track.File);
            }

            return tracks;
        }
        catch (Exception)
        {
            tracks.ForEach(track => files.Forget(track.File));
            throw;
        }
    }
}
