using Lectern.Core.Capture.Rooms;
using Lectern.Core.Platforms;
using Lectern.Web.Answers;
using Lectern.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace Lectern.Web.Pages.Admin.Rooms;

/// <summary>Who may book a room from a course.</summary>
public sealed class BookersModel(EditRoomBookers edit) : OperatorPage
{
    public Room Room { get; private set; } = null!;

    public IReadOnlyList<Platform> Platforms { get; private set; } = [];

    public string? Fault { get; private set; }

    public bool Has(Guid platform) => Room.Bookers.Exists(booker => booker.PlatformId == platform);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await edit.FindAsync(id, cancellationToken) is not { } found)
        {
            return Refuse(Refusals.NoSuchPage, whole: true);
        }

        (Room, Platforms) = (found.Room, found.Platforms);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, [FromForm] RoomBookers bookers, [FromForm] IReadOnlyList<Guid>? platform, CancellationToken cancellationToken)
    {
        if (ModelState.IsValid && bookers == RoomBookers.SomePlatforms && platform is not { Count: > 0 })
        {
            Fault = Say["Choose at least one LMS."];
            return await OnGetAsync(id, cancellationToken);
        }

        return ModelState.IsValid && Enum.IsDefined(bookers) && await edit.RunAsync(id, bookers, platform ?? [], OperatorPolicy.Actor, cancellationToken)
            ? Redirect($"/admin/rooms/{id}/settings")
            : Refuse(Refusals.NoSuchPage, whole: true);
    }
}
