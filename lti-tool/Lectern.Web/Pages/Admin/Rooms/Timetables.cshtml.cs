using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Capture.Timetables;
using Lectern.Web.Answers;
using Lectern.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace Lectern.Web.Pages.Admin.Rooms;

/// <summary>Which timetables a room follows, and how they find their courses.</summary>
public sealed class TimetablesModel(ReadRooms rooms, ReadTimetables read, EditTimetables edit, KeepTimetable keep) : OperatorPage
{
    public Room Room { get; private set; } = null!;

    public RoomTimetables View { get; private set; } = null!;

    /// <summary>What is filled in for one that is added.</summary>
    public TimetableForm New { get; private set; } = new();

    /// <summary>The one whose form was refused; empty for a new one.</summary>
    public Guid? Refused { get; private set; }

    public string? Fault { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await read.LatestAsync(cancellationToken) is { } latest)
        {
            New = TimetableForm.Of(latest);
        }

        return await ShowAsync(id, cancellationToken);
    }

    public async Task<IActionResult> OnPostAddAsync(Guid id, [FromForm] TimetableForm form, CancellationToken cancellationToken)
    {
        New = form;
        return await AnswerAsync(id, Guid.Empty, ModelState.IsValid ? await edit.AddAsync(id, form.ToEntry(), OperatorPolicy.Actor, cancellationToken) : TimetableEntryFault.Hours, cancellationToken);
    }

    public async Task<IActionResult> OnPostChangeAsync(Guid id, Guid timetable, [FromForm] TimetableForm form, CancellationToken cancellationToken) =>
        await AnswerAsync(id, timetable, ModelState.IsValid ? await edit.ChangeAsync(id, timetable, form.ToEntry(), OperatorPolicy.Actor, cancellationToken) : TimetableEntryFault.Hours, cancellationToken);

    public async Task<IActionResult> OnPostReadAsync(Guid id, Guid timetable, CancellationToken cancellationToken)
    {
        await edit.ReadSoonAsync(id, timetable, cancellationToken);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostBelieveAsync(Guid id, Guid timetable, CancellationToken cancellationToken)
    {
        await keep.BelieveAsync(id, timetable, OperatorPolicy.Actor, cancellationToken);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid id, Guid timetable, CancellationToken cancellationToken)
    {
        await edit.RemoveAsync(id, timetable, OperatorPolicy.Actor, cancellationToken);
        return RedirectToPage();
    }

    private async Task<IActionResult> AnswerAsync(Guid id, Guid timetable, TimetableEntryFault? fault, CancellationToken cancellationToken)
    {
        if (fault is null)
        {
            return RedirectToPage();
        }

        (Fault, Refused) = (Say.TextOf(fault.Value), timetable);
        return await ShowAsync(id, cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await rooms.FindAsync(id, cancellationToken) is not { Room: var room })
        {
            return Refuse(Refusals.NoSuchPage, whole: true);
        }

        (Room, View) = (room, await read.RunAsync(id, cancellationToken));
        return Page();
    }
}

public sealed class TimetableForm
{
    public string? Address { get; set; }
    public string? Property { get; set; }
    public string? Pattern { get; set; }
    public PublishRule Publish { get; set; }
    public int? Hours { get; set; }

    public static TimetableForm Of(Timetable timetable) => new() { Property = timetable.Property, Pattern = timetable.Pattern, Publish = timetable.Publish, Hours = timetable.PublishHours };

    public TimetableEntry ToEntry() => new(Address, Property, Pattern, Publish, Hours);
}
