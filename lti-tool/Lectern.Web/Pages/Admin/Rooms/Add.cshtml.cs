using Lectern.Core.Capture.Rooms;
using Lectern.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace Lectern.Web.Pages.Admin.Rooms;

public sealed class AddModel(AddRoom add, ReadRooms rooms) : OperatorPage
{
    public string? Name { get; private set; }

    public string? Building { get; private set; }

    public string TimeZone { get; private set; } = "UTC";

    public string? Fault { get; private set; }

    /// <summary>Most rooms of a school lie in one zone: that of the others.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        TimeZone = (await rooms.RunAsync(cancellationToken)).MaxBy(one => one.Room.AddedAt)?.Room.TimeZone ?? TimeZone;

    public async Task<IActionResult> OnPostAsync([FromForm] string? name, [FromForm] string? building, [FromForm] string? timeZone, CancellationToken cancellationToken)
    {
        var added = await add.RunAsync(name, building, timeZone?.Trim(), OperatorPolicy.Actor, cancellationToken);
        if (added.Fault is not { } fault)
        {
            return Redirect($"/admin/rooms/{added.Id}");
        }

        (Name, Building, TimeZone, Fault) = (name, building, timeZone ?? "", Say.TextOf(fault));
        return Page();
    }
}
