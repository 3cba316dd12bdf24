using System.Text;
using Lectern.Contracts;
using Lectern.Core.Capture.Bookings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lectern.Web.Capture;

/// <summary>All that is booked for a device's room: as JSON, or as iCalendar for whoever asks for that.</summary>
internal static class ScheduleApi
{
    private const string CalendarType = "text/calendar";

    internal static void Map(IEndpointRouteBuilder devices) => devices.MapGet(CapturePaths.Schedule, ReadAsync);

    private static async Task<IResult> ReadAsync(ReadSchedule read, HttpContext context, TimeProvider time, CancellationToken cancellationToken)
    {
        var schedule = await read.RunAsync(context.Device(), cancellationToken);
        context.Response.Headers.Vary = "Accept";
        if (context.IsKnown(schedule.Version))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        return context.Request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals(CalendarType, StringComparison.OrdinalIgnoreCase))
            ? TypedResults.Text(CalendarText.Of(schedule, time.GetUtcNow()), CalendarType, Encoding.UTF8)
            : TypedResults.Ok(schedule);
    }
}
