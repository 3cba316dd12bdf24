using Lectern.Core.Capture.CourseBookings;
using Lectern.Web.Answers;
using Microsoft.AspNetCore.Mvc;

namespace Lectern.Web.Pages.Launch;

/// <summary>What is recorded in rooms for the course: what is to come, and what became of the rest.</summary>
[IgnoreAntiforgeryToken] // The session's header is the right, and no other site can send it.
public sealed class RecordingsModel(ReadCourseBookings read, CancelCourseBooking cancel) : LaunchPage
{
    public CourseRecordings View { get; private set; } = null!;

    /// <summary>What was done just now.</summary>
    public string? Said { get; private set; }

    public string Address => $"{Root}/rooms";

    /// <param name="booked">How many times were just booked or changed; null for none.</param>
    /// <param name="kept">How many of the series had been changed by hand and stayed.</param>
    public async Task<IActionResult> OnGetAsync(int? booked, int? kept, CancellationToken cancellationToken)
    {
        if (await read.RunAsync(Launch, cancellationToken) is not { } view)
        {
            return Refuse(Refusals.NotYours);
        }

        View = view;
        Said ??= booked switch
        {
            null => null as string,
            1 => Say["Saved. The room records it by itself."],
            _ when kept > 0 => Say["Saved: {0} recordings. Changed one by one before, and left as they are: {1}.", booked, kept],
            _ => Say["Saved: {0} recordings. The room records them by itself.", booked],
        };
        return Page();
    }

    public async Task<IActionResult> OnPostCancelAsync(Guid booking, bool andLater, CancellationToken cancellationToken)
    {
        if (!CanEdit)
        {
            return Refuse(Refusals.NotYours);
        }

        if (!await cancel.RunAsync(Launch, booking, andLater, cancellationToken))
        {
            return Refuse(Refusals.RecordingNotHere);
        }

        Said = Say["Cancelled. Nothing more of it is recorded."];
        return await OnGetAsync(null, null, cancellationToken);
    }
}
