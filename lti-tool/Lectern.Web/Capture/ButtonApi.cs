using Lectern.Contracts.Devices;
using Lectern.Core.Capture.Orders;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Governance;
using Lectern.Web.Answers;
using Lectern.Web.Pages.Admin.Rooms;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lectern.Web.Capture;

/// <summary>
/// <c>/room/{room}/{secret}/start</c>, <c>stop</c>, <c>pause</c>, <c>resume</c>, <c>extend</c> and <c>status</c>, for panels and buttons. Many of them can send a GET and no header, so the secret is in
/// the address and a GET is a press.
/// </summary>
internal sealed class ButtonApi(RoomButton button, ButtonPresses presses, GiveOrder give, ReadRooms rooms, TimeProvider time)
{
    private const int ExtendMinutes = 15;
    private static readonly string[] s_methods = [HttpMethods.Get, HttpMethods.Post];

    internal static string PathOf(Guid room, string secret) => $"/room/{room:n}/{secret}";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapMethods("/room/{room:guid}/{secret:length(43)}/{act}", s_methods, (ButtonApi api, Guid room, string secret, string act, int? minutes, CancellationToken cancellationToken) =>
            api.PressAsync(room, secret, act, minutes, cancellationToken))
        .AllowAnonymous();

    private async Task<IResult> PressAsync(Guid room, string secret, string act, int? minutes, CancellationToken cancellationToken)
    {
        if (!await button.OpensAsync(room, secret, cancellationToken))
        {
            return Problems.Result(Refusals.ButtonUnknown);
        }

        var kind = KindOf(act);
        if (kind is null && act != "status")
        {
            return Problems.Result(Refusals.ButtonUnknown);
        }

        if (!presses.IsHeard(room, asks: kind is null))
        {
            return Problems.Result(Refusals.TooManyPresses);
        }

        if (kind is { } order && !await give.RunAsync(room, order, order == OrderKind.Extend ? minutes ?? ExtendMinutes : minutes, null, Actors.Button, cancellationToken))
        {
            return Problems.Result(Refusals.Unreadable);
        }

        return TypedResults.Ok(Answer(new RoomCard((await rooms.FindAsync(room, cancellationToken))!, time.GetUtcNow())));
    }

    private static OrderKind? KindOf(string act) => act switch
    {
        "start" => OrderKind.Start,
        "stop" => OrderKind.Stop,
        "pause" => OrderKind.Pause,
        "resume" => OrderKind.Resume,
        "extend" => OrderKind.Extend,
        _ => null,
    };

    private static ButtonAnswer Answer(RoomCard card) => new(card.State, card.Recording?.StartedAt, card.Recording?.EndsAt, card.Next?.Booking.StartsAt);
}

/// <summary>What a light or a panel shows: an order that was just given shows here a moment later, once the machine tells so.</summary>
internal sealed record ButtonAnswer(RoomState State, DateTimeOffset? RecordingSince, DateTimeOffset? RecordingUntil, DateTimeOffset? NextAt);
