using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Boxes;
using Lectern.Core.Governance;
using Lectern.Web.Capture;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lectern.Web.Opencast;

/// <summary>Somebody starts a recording at a box: it books its room, finds that in its schedule, and records. What comes of it waits for a course.</summary>
internal static class BookApi
{
    // It is for now; what is to come is booked by people.
    private static readonly TimeSpan s_soon = TimeSpan.FromHours(1);

    internal static void Map(IEndpointRouteBuilder boxes)
    {
        boxes.MapPost("/ingest/schedule", BookAsync).WithMetadata(new LargestBody(OpencastApi.SmallBody));
        boxes.MapPost("/ingest/schedule/{workflow}", BookAsync).WithMetadata(new LargestBody(OpencastApi.SmallBody));
    }

    private static async Task<IResult> BookAsync(BookRoom book, TimeProvider time, HttpContext context, CancellationToken cancellationToken)
    {
        var device = context.Device();
        if (await IngestApi.PackageAsync(context, cancellationToken) is not { Start: { } start, End: { } end } package || start > time.GetUtcNow() + s_soon || !device.Records)
        {
            return TypedResults.BadRequest();
        }

        var wish = new BookingWish(package.Title, new BookedTime(start, end));
        var answer = await book.RunAsync(device.RoomId, wish, KeepBoxRecording.IdOf(device, package.Id), Actors.OfDevice(device.Id), cancellationToken);
        return answer.Fault switch
        {
            null => TypedResults.StatusCode(StatusCodes.Status201Created),
            BookingFault.Taken => TypedResults.Conflict(),
            _ => TypedResults.BadRequest(),
        };
    }
}
