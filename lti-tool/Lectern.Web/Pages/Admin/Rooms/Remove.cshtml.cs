using Lectern.Core.Capture.Rooms;
using Lectern.Web.Answers;
using Lectern.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace Lectern.Web.Pages.Admin.Rooms;

/// <summary>What it would mean to remove a room, and the button that does.</summary>
public sealed class RemoveModel(RemoveRoom remove) : OperatorPage
{
    public RoomRemoval View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await remove.LookAsync(id, cancellationToken) is not { } view)
        {
            return Refuse(Refusals.NoSuchPage, whole: true);
        }

        View = view;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken) => await remove.RunAsync(id, OperatorPolicy.Actor, cancellationToken) switch
    {
        true => Redirect("/admin/rooms/removed"),
        false => Refuse(Refusals.RoomUnfinished, whole: true),
        null => Refuse(Refusals.NoSuchPage, whole: true),
    };
}
