using Lectern.Core.Capture.Rooms;
using Lectern.Web.Answers;
using Lectern.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace Lectern.Web.Pages.Admin.Rooms;

/// <summary>Rooms that were removed, and the way back.</summary>
public sealed class RemovedModel(RestoreRoom restore) : OperatorPage
{
    public IReadOnlyList<RemovedRoom> Rooms { get; private set; } = [];

    public string? Fault { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken) => Rooms = await restore.ListAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync([FromForm] Guid room, [FromForm] string? name, CancellationToken cancellationToken)
    {
        if (await restore.RunAsync(room, name, OperatorPolicy.Actor, cancellationToken) is not { } fault)
        {
            return Redirect($"/admin/rooms/{room}");
        }

        if (fault == RoomFault.NotThere)
        {
            return Refuse(Refusals.NoSuchPage, whole: true);
        }

        Fault = Say.TextOf(fault);
        await OnGetAsync(cancellationToken);
        return Page();
    }
}
