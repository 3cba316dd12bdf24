using Lectern.Contracts.Devices;
using Lectern.Core.Capture.Alarms;
using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Boxes;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Capture.Orders;
using Lectern.Core.Capture.Recordings;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Capture.Timetables;
using Lectern.Core.Capture.Updates;
using Lectern.Web.Answers;
using Lectern.Web.Capture;
using Lectern.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Lectern.Web.Pages.Admin.Rooms;

/// <summary>One room: what it does, what is booked, and the machine that records there.</summary>
public sealed class RoomModel(ReadRoom read, ReadTimetables timetables, GiveOrder give, OrderUpkeep upkeep, DeviceLogs logs, ReadMachines machines, CancelBooking cancel, InviteDevice invite, RevokeDevice revoke, AddBox box, RenewBox renew, RoomButton button, EndLostRecording endLost, AcknowledgeAlarm acknowledge, IOptions<WebOptions> options, TimeProvider time) : OperatorPage
{
    public RoomDetails View { get; private set; } = null!;

    public RoomCard Card { get; private set; } = null!;

    public RoomTimetables Timetables { get; private set; } = null!;

    public IReadOnlyList<RoomAlarm> Alarms { get; private set; } = [];

    /// <summary>Those that record or stand by, boxes apart.</summary>
    public IReadOnlyList<MachineNow> Machines { get; private set; } = [];

    /// <summary>What its machines sent.</summary>
    public IReadOnlyList<DeviceLog> Logs { get; private set; } = [];

    /// <summary>Of the code that was just made; shown once.</summary>
    public string? Command { get; private set; }

    /// <summary>Whether that code is for a machine that stands by.</summary>
    public bool StandsBy { get; private set; }

    /// <summary>Of the address for buttons that was just made; shown once.</summary>
    public string? ButtonAddress { get; private set; }

    /// <summary>Of the box that was just added, or got another password; shown once.</summary>
    public BoxKey? Box { get; private set; }

    public string Server => new Uri(options.Value.PublicUrl).GetLeftPart(UriPartial.Authority);

    public string? Fault { get; private set; }

    /// <summary>What came of what was just done, where the page doesn't show it by itself.</summary>
    public string? Note { get; private set; }

    /// <summary>How many times of a series were just changed, and how many had been changed by hand and stayed.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Changed { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? Kept { get; set; }

    public Room Room => View.Now.Room;

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken) => ShowAsync(id, cancellationToken);

    /// <summary>What is live of it, for the script that keeps it fresh.</summary>
    public async Task<IActionResult> OnGetLiveAsync(Guid id, CancellationToken cancellationToken)
    {
        var shown = await ShowAsync(id, cancellationToken);
        return View is null ? shown : Partial("_Live", this);
    }

    public async Task<IActionResult> OnPostInviteAsync(Guid id, bool standsBy, CancellationToken cancellationToken)
    {
        if (await invite.RunAsync(id, standsBy, OperatorPolicy.Actor, cancellationToken) is { } code)
        {
            StandsBy = standsBy;
            Command = $"lectern-agent enroll {code} --server {Server}";
        }

        return await ShowAsync(id, cancellationToken);
    }

    public async Task<IActionResult> OnPostBoxAsync(Guid id, CancellationToken cancellationToken)
    {
        Box = await box.RunAsync(id, OperatorPolicy.Actor, cancellationToken);
        return await ShowAsync(id, cancellationToken);
    }

    public async Task<IActionResult> OnPostPasswordAsync(Guid id, Guid device, CancellationToken cancellationToken)
    {
        Box = await renew.RunAsync(id, device, OperatorPolicy.Actor, cancellationToken);
        return await ShowAsync(id, cancellationToken);
    }

    public async Task<IActionResult> OnPostButtonAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await button.MakeAsync(id, OperatorPolicy.Actor, cancellationToken) is { } secret)
        {
            ButtonAddress = options.Value.Address(ButtonApi.PathOf(id, secret));
        }

        return await ShowAsync(id, cancellationToken);
    }

    public async Task<IActionResult> OnPostNoButtonAsync(Guid id, CancellationToken cancellationToken)
    {
        await button.RemoveAsync(id, OperatorPolicy.Actor, cancellationToken);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostRevokeAsync(Guid id, Guid device, CancellationToken cancellationToken)
    {
        await revoke.RunAsync(id, device, OperatorPolicy.Actor, cancellationToken);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostOrderAsync(Guid id, OrderKind kind, [FromForm] int? minutes, [FromForm] string? title, CancellationToken cancellationToken)
    {
        if (ModelState.IsValid && await give.RunAsync(id, kind, minutes, title, OperatorPolicy.Actor, cancellationToken))
        {
            return RedirectToPage();
        }

        Fault = Say["Minutes are a whole number from 1 to {0}.", GiveOrder.MostMinutes];
        return await ShowAsync(id, cancellationToken);
    }

    public async Task<IActionResult> OnPostUpkeepAsync(Guid id, Guid device, OrderKind kind, CancellationToken cancellationToken) =>
        ModelState.IsValid && await upkeep.RunAsync(id, device, kind, OperatorPolicy.Actor, cancellationToken) ? RedirectToPage() : Refuse(Refusals.NoSuchPage, whole: true);

    public async Task<IActionResult> OnPostSeenAsync([FromForm] Guid alarm, CancellationToken cancellationToken)
    {
        await acknowledge.RunAsync(alarm, Request.Form[$"by-{alarm}"], OperatorPolicy.Actor, cancellationToken);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostCancelAsync(Guid id, Guid booking, bool andLater, CancellationToken cancellationToken)
    {
        await cancel.RunAsync(id, booking, andLater, OperatorPolicy.Actor, cancellationToken);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostEndHereAsync(Guid id, Guid recording, CancellationToken cancellationToken)
    {
        var ended = await endLost.RunAsync(id, recording, OperatorPolicy.Actor, cancellationToken);
        if (ended is EndedRecording.Made or EndedRecording.Waits)
        {
            return RedirectToPage();
        }

        Fault = ended == EndedRecording.NotLost ? Say["This recording goes on, or its machine was heard from: it is ended where its machine is revoked, or silent for a day."].Value : null;
        Note = ended switch
        {
            EndedRecording.NothingHeld => Say["It is ended. Nothing of it is here that could be seen or heard, so there is no video."].Value,
            EndedRecording.HeldElsewhere => Say["It is ended. Another machine recorded as much, so there is no second video."].Value,
            _ => null,
        };
        return await ShowAsync(id, cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await read.RunAsync(id, OperatorPolicy.Actor, cancellationToken) is not { } view)
        {
            return Refuse(Refusals.NoSuchPage, whole: true);
        }

        (View, Card) = (view, new RoomCard(view.Now, time.GetUtcNow()));
        Timetables = await timetables.RunAsync(id, cancellationToken);
        Machines = await machines.RunAsync(id, cancellationToken);
        Logs = await logs.ListAsync(id, cancellationToken);
        Alarms = RoomAlarm.Of(Card, Say);
        return Page();
    }
}
