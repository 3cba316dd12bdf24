using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.CourseBookings;
using Lectern.Core.Capture.Rooms;
using Lectern.Web.Answers;
using Lectern.Web.Pages.Admin.Rooms;
using Microsoft.AspNetCore.Mvc;

namespace Lectern.Web.Pages.Launch;

/// <summary>Books a room for the course, once or each week, or changes what is booked for it.</summary>
[IgnoreAntiforgeryToken] // The session's header is the right, and no other site can send it.
public sealed class RoomBookingModel(ReadCourseBookings read, FindCourseBooking find, BookForCourse book, ChangeCourseBooking change, FindFreeTimes free, TimeProvider time) : LaunchPage
{
    /// <summary>What is changed; null for a new one.</summary>
    public CourseBooking? Changed { get; private set; }

    public BookableRooms Choices { get; private set; } = null!;

    /// <summary>By whose clock the form is filled in.</summary>
    public Room Room { get; private set; } = null!;

    /// <summary>When the room is taken that day; null where it is not open to the course, and only what becomes of the recording can be changed, or the day is out of reach.</summary>
    public RoomDay? Day { get; private set; }

    public BookingForm Form { get; private set; } = null!;

    public string? Fault { get; private set; }

    /// <summary>Other rooms that are free at the time at which the wished one is taken; none for a series, of which one time says nothing.</summary>
    public IReadOnlyList<Room> FreeRooms { get; private set; } = [];

    public string Address => Changed is null ? $"{Root}/rooms/book" : $"{Root}/rooms/book/{Changed.Booking.Id}";

    /// <summary>Whether its time and its room can be chosen.</summary>
    public bool CanMove => Changed is null || Choices.Rooms.Any(room => room.Id == Changed.Booking.RoomId);

    private bool IsSeries => Changed is null ? Form.Weekly : Changed.Booking.SeriesId is not null && Form.Scope != SeriesScope.This;

    public async Task<IActionResult> OnGetAsync(Guid? booking, CancellationToken cancellationToken)
    {
        if (await LoadAsync(booking, null, cancellationToken) is { } refusal)
        {
            return Refuse(refusal);
        }

        Form = Changed is null ? BookingForm.New(Room, time.GetUtcNow()) : BookingForm.Of(Changed.Booking, Room);
        (Form.Room, Form.Title) = (Room.Id, Form.Title ?? Launch.Course!.Title);
        return await ShowAsync(cancellationToken);
    }

    /// <summary>When a room is taken on a day, for the form that asks as they are chosen.</summary>
    public async Task<IActionResult> OnGetDayAsync(Guid room, DateOnly? day, CancellationToken cancellationToken)
    {
        if (!CanEdit)
        {
            return Refuse(Refusals.NotYours);
        }

        if (Say.OutOfReach(day, time.GetUtcNow()) is { } said)
        {
            return Content(said);
        }

        return await free.RunAsync(Launch, room, day ?? DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), cancellationToken) is { } found ? Partial("_RoomDay", found) : Refuse(Refusals.RoomNotOpen);
    }

    public async Task<IActionResult> OnPostAsync(Guid? booking, [FromForm] BookingForm form, CancellationToken cancellationToken)
    {
        if (await LoadAsync(booking, form.Room, cancellationToken) is { } refusal)
        {
            return Refuse(refusal);
        }

        Form = form;
        Fault = CanMove ? Say.OutOfReach(form.Day, time.GetUtcNow()) : null;
        if (Fault is not null)
        {
            return await ShowAsync(cancellationToken);
        }

        if (form.ToWish(Room, CanMove ? null : Changed!.Booking.Time) is not { } wish)
        {
            Fault = Say["A booking needs a day, a start and an end."];
        }
        else if (form.UnreadableDay is { } word)
        {
            Fault = Say["“{0}” is no day. Days are written as 2026-12-24.", word];
        }
        else if (await SaveAsync(wish with { Sections = form.Sections }, cancellationToken) is { } answered)
        {
            return answered;
        }

        return await ShowAsync(cancellationToken);
    }

    /// <returns>Null where the form says what is wrong.</returns>
    private async Task<IActionResult?> SaveAsync(BookingWish wish, CancellationToken cancellationToken)
    {
        var answer = Changed is null
            ? await book.RunAsync(Launch, Room.Id, wish, Form.ToRepeat(Room), Form.Request, cancellationToken)
            : await change.RunAsync(Launch, Changed.Booking.Id, wish, Room.Id, Form.Scope != SeriesScope.This, Form.Scope == SeriesScope.ThisAndLater, cancellationToken);
        switch (answer.Fault)
        {
            case null:
                return Redirect($"{Root}/rooms?booked={answer.Bookings.Count}&kept={answer.Kept}");
            case BookingFault.NotOpenToCourse:
                return Refuse(Refusals.RoomNotOpen);
            case BookingFault.NotThere:
                return Refuse(Changed is null ? Refusals.RoomNotOpen : Refusals.RecordingNotHere);
            case BookingFault.Taken when !IsSeries:
                FreeRooms = await free.RoomsAsync(Launch, Room.Id, wish.Time, cancellationToken);
                break;
        }

        Fault = Say.TextForCourse(answer, Room);
        return null;
    }

    /// <param name="chosen">The room that the form says; null for that of the booking, or the first.</param>
    private async Task<Refusal?> LoadAsync(Guid? bookingId, Guid? chosen, CancellationToken cancellationToken)
    {
        if (await read.RoomsAsync(Launch, cancellationToken) is not { } choices)
        {
            return Refusals.NotYours;
        }

        Changed = bookingId is { } id ? await find.RunAsync(Launch, id, cancellationToken) : null;
        if (bookingId is not null && Changed is null)
        {
            return Refusals.RecordingNotHere;
        }

        // Where it stays in its room the form has no say.
        Choices = choices;
        chosen = CanMove ? chosen : null;
        var room = choices.Rooms.FirstOrDefault(one => one.Id == (chosen ?? Changed?.Booking.RoomId ?? one.Id))
            ?? (Changed is { } changed && (chosen ?? changed.Booking.RoomId) == changed.Booking.RoomId ? changed.Room : null);
        Room = room!;
        return room is null ? Refusals.RoomNotOpen : null;
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        Day = await free.RunAsync(Launch, Room.Id, Form.Day ?? DateOnly.FromDateTime(RoomTime.Local(time.GetUtcNow(), Room)), cancellationToken);
        return Page();
    }
}
