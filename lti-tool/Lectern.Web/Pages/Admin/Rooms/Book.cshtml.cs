using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Rooms;
using Lectern.Web.Answers;
using Lectern.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace Lectern.Web.Pages.Admin.Rooms;

/// <summary>Books a room, once or as a series, or changes one booking, or its series with it. The course is found first, then its sections and teachers are offered.</summary>
public sealed class BookModel(ReadRooms rooms, BookRoom book, ChangeBooking change, ChangeSeries series, FindBooking find, FindBookable courses, TimeProvider time) : OperatorPage
{
    public Room Room { get; private set; } = null!;

    /// <summary>What is changed; null for a new one.</summary>
    public Booking? Booking { get; private set; }

    /// <summary>Whether its time and room can be changed no more.</summary>
    public bool IsOver => Booking?.IsOver(time.GetUtcNow()) == true;

    /// <summary>Whether others can be changed with it.</summary>
    public bool IsOfSeries => Booking is { SeriesId: not null } && !IsOver;

    public BookingForm Form { get; private set; } = null!;

    /// <summary>Where it may be moved to.</summary>
    public IReadOnlyList<Room> Rooms { get; private set; } = [];

    public IReadOnlyList<BookableCourse> Found { get; private set; } = [];

    public BookableDetails? Course { get; private set; }

    public string? Search { get; private set; }

    public string? Fault { get; private set; }

    public string Address => Booking is null ? $"/admin/rooms/{Room.Id}/book" : $"/admin/rooms/{Room.Id}/bookings/{Booking.Id}";

    public async Task<IActionResult> OnGetAsync(Guid id, Guid? booking, string? q, Guid? course, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, booking, cancellationToken))
        {
            return Refuse(Refusals.NoSuchPage, whole: true);
        }

        Form = Booking is null ? BookingForm.New(Room, time.GetUtcNow()) : BookingForm.Of(Booking, Room);
        Form.Course = course ?? Form.Course;
        return await ShowAsync(q, cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(Guid id, Guid? booking, [FromForm] BookingForm form, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, booking, cancellationToken))
        {
            return Refuse(Refusals.NoSuchPage, whole: true);
        }

        Form = form;
        if (form.ToWish(Room, IsOver ? Booking!.Time : null) is not { } wish)
        {
            Fault = Say["A booking needs a day, a start and an end."];
            return await ShowAsync(null, cancellationToken);
        }

        if (form.UnreadableDay is { } word)
        {
            Fault = Say["“{0}” is no day. Days are written as 2026-12-24.", word];
            return await ShowAsync(null, cancellationToken);
        }

        var answer = Booking is null
            ? await book.RunAsync(id, wish, form.ToRepeat(Room), form.Request, OperatorPolicy.Actor, cancellationToken)
            : await ChangeAsync(Booking, wish, form, cancellationToken);
        if (answer.Fault is null)
        {
            var told = form.Scope == SeriesScope.This ? "" : $"?changed={answer.Bookings.Count}&kept={answer.Kept}";
            return Redirect($"/admin/rooms/{(Booking is null ? id : form.Room ?? id)}{told}#bookings");
        }

        Fault = Say.TextOf(answer, Room);
        return await ShowAsync(null, cancellationToken);
    }

    private Task<BookingAnswer> ChangeAsync(Booking booking, BookingWish wish, BookingForm form, CancellationToken cancellationToken)
    {
        var to = form.Room ?? booking.RoomId;
        return form.Scope == SeriesScope.This || !IsOfSeries
            ? change.RunAsync(booking.RoomId, booking.Id, wish, to, OperatorPolicy.Actor, cancellationToken)
            : series.RunAsync(booking.RoomId, booking.Id, wish, to, form.Scope == SeriesScope.ThisAndLater, OperatorPolicy.Actor, cancellationToken);
    }

    private async Task<bool> LoadAsync(Guid id, Guid? bookingId, CancellationToken cancellationToken)
    {
        var all = await rooms.RunAsync(cancellationToken);
        if (all.FirstOrDefault(one => one.Room.Id == id) is not { } found)
        {
            return false;
        }

        (Room, Rooms) = (found.Room, [.. all.Select(one => one.Room)]);
        Booking = bookingId is { } wanted ? await find.RunAsync(id, wanted, cancellationToken) : null;
        return bookingId is null || Booking is not null;
    }

    private async Task<IActionResult> ShowAsync(string? search, CancellationToken cancellationToken)
    {
        (Search, Found) = (search, await courses.SearchAsync(search, cancellationToken));
        Course = Form.Course is { } course ? await courses.FindAsync(course, cancellationToken) : null;
        return Page();
    }
}
