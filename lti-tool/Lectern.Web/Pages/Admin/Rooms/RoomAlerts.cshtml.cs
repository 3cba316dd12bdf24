using Lectern.Core.Capture.Rooms;
using Lectern.Core.Capture.Telling;
using Lectern.Web.Answers;
using Lectern.Web.Capture.Telling;
using Lectern.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Lectern.Web.Pages.Admin.Rooms;

/// <summary>Who is told of one room's alarms.</summary>
public sealed class RoomAlertsModel(EditRoomAlerts edit, NewMessages messages, IServiceProvider services) : OperatorPage
{
    public Room Room { get; private set; } = null!;

    public string? MailTo { get; private set; }

    public bool Alone { get; private set; }

    /// <summary>Who is told of all rooms.</summary>
    public IReadOnlyList<string> OfAll { get; private set; } = [];

    /// <summary>Who is told of this one.</summary>
    public IReadOnlyList<string> Told { get; private set; } = [];

    public bool HasHook { get; private set; }

    /// <summary>Without a mail server addresses are of no use.</summary>
    public bool CanMail => messages.CanMail;

    public string? Fault { get; private set; }

    public string? Done { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await edit.ReadAsync(id, cancellationToken) is not { } found)
        {
            return Refuse(Refusals.NoSuchPage, whole: true);
        }

        Room = found.Room;
        (MailTo, Alone) = (Room.AlertMailTo, Room.AlertsGoThereAlone);
        (OfAll, Told, HasHook) = (found.All.Addresses, found.All.AddressesOf(Room), found.All is { HookUrl: not null, HookSecret: not null });
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, [FromForm] string? mailTo, [FromForm] bool alone, CancellationToken cancellationToken)
    {
        if (await edit.ChangeAsync(id, mailTo, alone, OperatorPolicy.Actor, cancellationToken) is null)
        {
            return RedirectToPage();
        }

        var shown = await OnGetAsync(id, cancellationToken);
        (MailTo, Alone) = (mailTo, alone);
        Fault = Say["Write one mail address a line, at most {0}.", AlertSettings.MostAddresses];
        return shown;
    }

    public async Task<IActionResult> OnPostTestAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await edit.TestAsync(id, services.GetRequiredService<NewsTexts>().Test, OperatorPolicy.Actor, cancellationToken) > 0)
        {
            Done = Say["A test is on its way. The page of all rooms says what became of it."];
        }
        else
        {
            Fault = Say["There is nobody to tell yet: save an address, here or for all rooms."];
        }

        return await OnGetAsync(id, cancellationToken);
    }
}
