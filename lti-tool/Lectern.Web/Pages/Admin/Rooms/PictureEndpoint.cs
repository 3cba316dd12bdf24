using Lectern.Core.Capture.Rooms;
using Lectern.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lectern.Web.Pages.Admin.Rooms;

/// <summary>What a source last saw, for the operator alone.</summary>
internal static class PictureEndpoint
{
    internal static void MapRoomPictures(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/admin/rooms/{id:guid}/pictures/{source}", ReadAsync).RequireAuthorization(OperatorPolicy.Name);

    private static async Task<IResult> ReadAsync(Guid id, string source, RoomPictures pictures, CancellationToken cancellationToken) =>
        await pictures.OpenAsync(id, source, cancellationToken) is { } picture ? Results.Stream(picture.Content, "image/jpeg") : Results.NotFound();
}
