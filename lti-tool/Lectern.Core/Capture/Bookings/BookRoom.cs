using Lectern.Core.Capture.CourseBookings;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Governance;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Bookings;

/// <summary>Books a room, once or by a rule. A series is booked as a whole or not at all; whoever asks twice with one request's id books once.</summary>
public sealed class BookRoom(IDbContextFactory<LecternDbContext> databases, RoomSignals signals, TimeProvider time)
{
    public Task<BookingAnswer> RunAsync(Guid roomId, BookingWish wish, Guid? requestId, string actor, CancellationToken cancellationToken) =>
        RunAsync(roomId, wish, null, requestId, actor, cancellationToken);

    /// <param name="repeat">By which rule; null for one time.</param>
    public Task<BookingAnswer> RunAsync(Guid roomId, BookingWish wish, Repeat? repeat, Guid? requestId, string actor, CancellationToken cancellationToken) =>
        RunAsync(roomId, wish, repeat, requestId, actor, null, cancellationToken);

    /// <param name="terms">Of the course that books it itself; null for the operator and for machines.</param>
    internal async Task<BookingAnswer> RunAsync(Guid roomId, BookingWish wish, Repeat? repeat, Guid? requestId, string actor, CourseTerms? terms, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await RoomCalendar.FaultAsync(database, wish, cancellationToken) is { } fault)
        {
            return BookingAnswer.Not(fault);
        }

        if (wish.Time.EndsAt <= time.GetUtcNow())
        {
            return BookingAnswer.Not(BookingFault.Over);
        }

        if (await database.Rooms.Where(r => r.Id == roomId).Select(r => r.TimeZone).FirstOrDefaultAsync(cancellationToken) is not { } zone)
        {
            return BookingAnswer.Not(BookingFault.NotThere);
        }

        var times = repeat is null ? [wish.Time] : Recurrence.Of(repeat.Rule, zone, wish.Time, repeat.Except);
        if (times is null)
        {
            return BookingAnswer.Not(BookingFault.Rule);
        }

        var answer = await BookAsync(database, new Request(roomId, wish, times, requestId, actor, terms), repeat is null ? null : SeriesOf(roomId, repeat, zone, requestId), cancellationToken);
        signals.Set(roomId);
        return answer;
    }

    private async Task<BookingAnswer> BookAsync(LecternDbContext database, Request request, BookingSeries? series, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (!await RoomCalendar.LockAsync(database, request.RoomId, cancellationToken))
        {
            return BookingAnswer.Not(BookingFault.NotThere);
        }

        if (await FindBeforeAsync(database, request, cancellationToken) is { Count: > 0 } before)
        {
            return new BookingAnswer(null, before);
        }

        if (request.Terms is not null && await request.Terms.FaultAsync(database, [request.RoomId], request.Times, [], time.GetUtcNow(), cancellationToken) is { } fault)
        {
            return BookingAnswer.Not(fault);
        }

        if (await RoomCalendar.FindOverlapsAsync(database, request.RoomId, request.Times, [], time.GetUtcNow(), cancellationToken) is { Count: > 0 } others)
        {
            return BookingAnswer.Not(BookingFault.Taken, others);
        }

        var bookings = request.Times.Select(one => RowOf(request, one, series)).ToList();
        if (series is not null)
        {
            database.BookingSeries.Add(series);
        }

        database.Bookings.AddRange(bookings);
        database.Audit.Add(new AuditEntry
        {
            At = time.GetUtcNow(),
            Actor = request.Actor,
            Act = Acts.Book,
            Subject = request.RoomId.ToString(),
            Detail = $"{bookings[0].StartsAt:u} {bookings[0].Title}{(series is null ? "" : $" ({bookings.Count}, {series.Rule})")}",
        });
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new BookingAnswer(null, bookings);
    }

    private static async Task<List<Booking>> FindBeforeAsync(LecternDbContext database, Request request, CancellationToken cancellationToken) => request.RequestId is { } id
        ? await database.Bookings.AsNoTracking().Where(b => b.RoomId == request.RoomId && b.RequestId == id).Of(request.Terms).OrderBy(b => b.StartsAt).ToListAsync(cancellationToken)
        : [];

    private Booking RowOf(Request request, BookedTime one, BookingSeries? series)
    {
        var booking = new Booking
        {
            RoomId = request.RoomId,
            Title = "",
            SeriesId = series?.Id,
            RecurrenceId = series is null ? null : one.StartsAt,
            RequestId = request.RequestId,
            BookedAt = time.GetUtcNow(),
        };
        RoomCalendar.Write(booking, request.Wish with { Time = one });
        return booking;
    }

    private BookingSeries SeriesOf(Guid roomId, Repeat repeat, string zone, Guid? requestId) =>
        new() { RoomId = roomId, Rule = repeat.Rule, TimeZone = zone, RequestId = requestId, BookedAt = time.GetUtcNow() };

    private sealed record Request(Guid RoomId, BookingWish Wish, IReadOnlyList<BookedTime> Times, Guid? RequestId, string Actor, CourseTerms? Terms);
}

/// <param name="Rule">As iCalendar writes it, without its name: <c>FREQ=WEEKLY;COUNT=14</c>.</param>
/// <param name="Except">Days, by the room's clock, on which it doesn't take place.</param>
public sealed record Repeat(string Rule, IReadOnlyCollection<DateOnly> Except);
