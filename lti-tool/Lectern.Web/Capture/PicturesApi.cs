using Lectern.Contracts;
using Lectern.Core.Capture.Rooms;
using Lectern.Web.Answers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lectern.Web.Capture;

/// <summary>What a device's sources see, every five seconds.</summary>
internal static class PicturesApi
{
    internal static void Map(IEndpointRouteBuilder devices) =>
        devices.MapPut($"{CapturePaths.Pictures}/{{source}}", KeepAsync).WithMetadata(new LargestBody(RoomPictures.Largest));

    private static async Task<IResult> KeepAsync(string source, RoomPictures pictures, HttpContext context, CancellationToken cancellationToken)
    {
        // A room has one picture of each source.
        if (!context.Device().Speaks)
        {
            return Problems.Result(Refusals.PicturesNotWanted);
        }

        using var picture = new MemoryStream();
        try
        {
            await context.Request.Body.CopyToAsync(picture, cancellationToken);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Problems.Result(Refusals.NoPicture);
        }

        return await pictures.KeepAsync(context.Device().RoomId, source, picture.ToArray(), cancellationToken) switch
        {
            null => TypedResults.NoContent(),
            PictureRefusal.NotWanted => Problems.Result(Refusals.PicturesNotWanted),
            PictureRefusal.NoSource => Problems.Result(Refusals.NoSuchSource),
            _ => Problems.Result(Refusals.NoPicture),
        };
    }
}
