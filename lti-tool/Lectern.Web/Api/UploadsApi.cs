using Lectern.Core.Launches;
using Lectern.Core.Uploads;
using Lectern.Tus;
using Lectern.Web.Answers;
using Lectern.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lectern.Web.Api;

internal static class UploadsApi
{
    internal sealed record Unfinished(Guid Id, string FileName, long Length, long Offset, string Url, string? Fingerprint);

    internal static void MapUploadList(this IEndpointRouteBuilder api)
    {
        api.MapGet("/uploads", ListAsync);
        api.MapGet("/uploads/{upload:guid}", GetAsync);
    }

    private static async Task<IResult> ListAsync(OpenUploads uploads, ITusStore store, HttpContext context, CancellationToken cancellationToken)
    {
        var launch = context.Launch();
        if (!launch.CanEdit())
        {
            return Problems.Result(Refusals.NotYours);
        }

        var answers = new List<Unfinished>();
        foreach (var upload in await uploads.ListAsync(launch, cancellationToken))
        {
            if (await store.FindAsync(upload.Id, cancellationToken) is { } file)
            {
                answers.Add(new Unfinished(upload.Id, upload.FileName, upload.Length, file.Offset, $"/w/{launch.Id}/uploads/{upload.Id:n}", upload.Fingerprint));
            }
        }

        return TypedResults.Ok(answers);
    }

    /// <summary>What became of an upload: the video it made, once it was whole.</summary>
    private static async Task<IResult> GetAsync(Guid upload, OpenUploads uploads, HttpContext context, CancellationToken cancellationToken) =>
        context.Launch().CanEdit() && await uploads.FindAsync(context.Launch(), upload, cancellationToken) is { } found
            ? TypedResults.Ok(new { found.Id, State = VideoAnswer.Name(found.State), VideoId = found.State == UploadState.Complete ? found.VideoId : (Guid?)null })
            : Problems.Result(Refusals.NotYours);
}
