using Lectern.Contracts.Devices;
using Lectern.Contracts.Recordings;
using Lectern.Core.Capture.Alarms;
using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Boxes;
using Lectern.Core.Capture.Devices;
using Lectern.Web.Capture;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lectern.Web.Opencast;

/// <summary>How a box is: its states become its device's status. It tells of no disk and no levels.</summary>
internal static class AgentApi
{
    // It answers, and says that it records nothing: a box that is shut down says so first, and Galicaster that its recorder failed.
    private static readonly HashSet<string> s_unable = ["error", "offline", "shutting_down", "unknown"];
    private static readonly HashSet<string> s_failed = ["capture_error", "upload_error"];

    internal static void Map(IEndpointRouteBuilder boxes)
    {
        boxes.MapPost("/capture-admin/agents/{name}", TellAsync).WithMetadata(new LargestBody(CaptureApi.SmallBody));
        boxes.MapPost("/capture-admin/agents/{name}/configuration", ConfigureAsync).WithMetadata(new LargestBody(OpencastApi.SmallBody));
        boxes.MapPost("/capture-admin/recordings/{id}", RecordingAsync).WithMetadata(new LargestBody(CaptureApi.SmallBody));
    }

    private static async Task<IResult> TellAsync(string name, KeepStatus keep, ReadSchedule read, TimeProvider time, HttpContext context, CancellationToken cancellationToken)
    {
        var state = await StateAsync(context, cancellationToken);
        if (state is null)
        {
            return TypedResults.BadRequest();
        }

        var now = time.GetUtcNow();
        var running = state == "capturing" ? (await read.RunAsync(context.Device(), cancellationToken)).Bookings.FirstOrDefault(booking => booking.Start <= now) : null;
        await keep.RunAsync(context.Device(), StatusOf(name, state, now, running), cancellationToken);
        return TypedResults.Text($"{name} set to {state}");
    }

    private static async Task<IResult> ConfigureAsync(KeepBoxInputs keep, HttpContext context, CancellationToken cancellationToken)
    {
        if (!context.Request.HasFormContentType || BoxConfiguration.Read((await context.Request.ReadFormAsync(cancellationToken))["configuration"].ToString()) is not { } configuration)
        {
            return TypedResults.BadRequest();
        }

        await keep.RunAsync(context.Device(), configuration.Inputs, cancellationToken);
        return configuration.Answer();
    }

    private static async Task<IResult> RecordingAsync(string id, FindBooking find, RingFailedRecording ring, HttpContext context, CancellationToken cancellationToken)
    {
        var room = context.Device().RoomId;
        if (await StateAsync(context, cancellationToken) is not { } state || !Guid.TryParse(id, out var booking) || await find.RunAsync(room, booking, cancellationToken) is null)
        {
            return TypedResults.NotFound();
        }

        await ring.RunAsync(room, booking, hasFailed: s_failed.Contains(state), cancellationToken);
        return TypedResults.Text($"{id} set to {state}");
    }

    private static AgentStatus StatusOf(string name, string state, DateTimeOffset now, Contracts.Schedules.ScheduledBooking? running) => new()
    {
        At = now,
        Agent = name,
        FreeBytes = 0,
        DiskBytes = 0,
        QueuedBytes = 0,
        Recordings = running is null ? [] : [new RecordingStatus(running.Id, running.Id, RecordingState.Recording, running.Start, running.End, 0)],
        Alarms = s_unable.Contains(state) ? [new Alarm(AlarmKind.Fault, null, now)] : [],
    };

    private static async Task<string?> StateAsync(HttpContext context, CancellationToken cancellationToken) =>
        context.Request.HasFormContentType && (await context.Request.ReadFormAsync(cancellationToken))["state"].ToString() is { Length: > 0 and <= 64 } state ? state : null;
}
