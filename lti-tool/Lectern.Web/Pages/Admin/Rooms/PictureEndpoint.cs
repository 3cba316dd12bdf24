using Lectern.Core.Capture.Rooms;
using Lectern.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lectern.Web.Pages.Admin.Rooms;

/// <summary>What a source last saw, for the operator alone, who has the room's page or the wall open: so it is in the audit, and the room is told.</summary>
internal static class PictureEndpoint
{
    internal static void MapRoomPictures(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/admin/rooms/{id:guid}/pictures/{source}", ReadAsync).RequireAuthorization(OperatorPolicy.Name);

    private static async Task<IResult> ReadAsync(Guid id, string source, RoomPictures pictures, ReadRooms rooms, CancellationToken cancellationToken) =>
        await rooms.IsWatchedAsync(id, cancellationToken) && await pictures.OpenAsync(id, source, cancellationToken) is { } picture ? Results.Stream(picture.Content, "image/jpeg") : Results.NotFound();
}
