using System.Text.Json.Nodes;
using Lectern.Core.Capture.Alarms;
using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Rooms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Lectern.Core.Capture.Telling;

/// <summary>
/// Tells of alarms, once when they begin and once when they end. That it was told and what is told are written together: a process that dies in between tells
/// all of it or nothing yet.
/// </summary>
public sealed partial class TellAlarms(IDbContextFactory<LecternDbContext> databases, NewMessages messages, TimeProvider time, ILogger<TellAlarms> logger)
{
    // What comes back within it was not over.
    private static readonly TimeSpan s_settles = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_stillNews = TimeSpan.FromDays(1);
    private static readonly TimeSpan s_near = TimeSpan.FromHours(12);

    public async Task RunAsync(Func<AlarmNews, NewsText> say, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var settings = await database.AlertSettings.AsNoTracking().FirstOrDefaultAsync(cancellationToken) ?? new AlertSettings();
        var tellsOfAll = settings is not { MailTo: "", HookUrl: null };
        var (settled, old) = (time.GetUtcNow() - s_settles, time.GetUtcNow() - s_stillNews);

        // One that is late is offline soon, or it is nothing.
        var news = await database.RoomAlarms.AsNoTracking()
            .Where(a => a.Kind != RoomAlarmKind.Late && database.Rooms.Any(r => r.Id == a.RoomId && (tellsOfAll || r.AlertMailTo != ""))
                && ((a.ToldAt == null && (a.Until == null || (a.Kind == RoomAlarmKind.MissedStart && a.Until > old)))
                    || (a.ToldAt != null && a.EndToldAt == null && a.Until < settled)))
            .OrderBy(a => a.Since)
            .ToListAsync(cancellationToken);
        foreach (var alarm in news)
        {
            try
            {
                await TellAsync(settings, alarm, say, cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                // The others are told all the same.
                Log.Failed(logger, alarm.Id, exception);
            }
        }
    }

    private async Task TellAsync(AlertSettings settings, KeptAlarm alarm, Func<AlarmNews, NewsText> say, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var (now, hasEnded) = (time.GetUtcNow(), alarm.ToldAt is not null);
        var same = database.RoomAlarms.Where(a => a.Id == alarm.Id && a.Since == alarm.Since);

        // Of several servers one tells.
        var first = hasEnded
            ? await same.Where(a => a.EndToldAt == null && a.Until != null).ExecuteUpdateAsync(set => set.SetProperty(a => a.EndToldAt, now), cancellationToken)
            : await same.Where(a => a.ToldAt == null).ExecuteUpdateAsync(set => set.SetProperty(a => a.ToldAt, now), cancellationToken);
        if (first == 1 && await NewsOfAsync(database, alarm, hasEnded, now, cancellationToken) is var news && IsWorthIt(news))
        {
            messages.Add(database, settings, settings.AddressesOf(news.Room), say(news), FactsOf(news));
            await database.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    // A warning ends when its time has come, a missed lecture when it is over and a failed one a day later: that nothing rings any more is no good news then.
    private static bool IsWorthIt(AlarmNews news) => !news.HasEnded || news.Alarm.Kind switch
    {
        RoomAlarmKind.Preflight => news.Alarm.Until < news.Booking?.StartsAt,
        RoomAlarmKind.MissedStart => news.Alarm.Until < news.Booking?.EndsAt,
        RoomAlarmKind.RecordingFailed => news.Alarm.Until < news.Booking?.EndsAt + RingFailedRecording.Stays,
        _ => true,
    };

    private static async Task<AlarmNews> NewsOfAsync(LecternDbContext database, KeptAlarm alarm, bool hasEnded, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var room = await database.Rooms.WithRemoved().AsNoTracking().SingleAsync(r => r.Id == alarm.RoomId, cancellationToken);
        var soon = now + s_near;
        var booking = alarm.BookingId != Guid.Empty
            ? await database.Bookings.AsNoTracking().FirstOrDefaultAsync(b => b.Id == alarm.BookingId, cancellationToken)
            : await database.Bookings.AsNoTracking().Where(b => b.RoomId == room.Id && b.CancelledAt == null && b.EndsAt > now && b.StartsAt < soon).OrderBy(b => b.StartsAt).FirstOrDefaultAsync(cancellationToken);
        var preflight = alarm.Kind == RoomAlarmKind.Preflight ? await database.Preflights.AsNoTracking().FirstOrDefaultAsync(p => p.BookingId == alarm.BookingId, cancellationToken) : null;
        return new AlarmNews(alarm, hasEnded, room, booking, preflight?.ReadReasons() ?? []);
    }

    private static JsonObject FactsOf(AlarmNews news) => new()
    {
        ["event"] = news.HasEnded ? "alarm.ended" : "alarm.began",
        ["alarm"] = news.Alarm.Id,
        ["kind"] = news.Alarm.Kind.ToString(),
        ["source"] = news.Alarm.Source,
        ["since"] = news.Alarm.Since,
        ["until"] = news.HasEnded ? news.Alarm.Until : null,
        ["room"] = FactsOf(news.Room),
        ["booking"] = BookingOf(news.Booking),
    };

    internal static JsonObject FactsOf(Room room) => new() { ["id"] = room.Id, ["name"] = room.Name, ["building"] = room.Building };

    private static JsonObject? BookingOf(Booking? booking) =>
        booking is null ? null : new JsonObject { ["id"] = booking.Id, ["title"] = booking.Title, ["startsAt"] = booking.StartsAt, ["endsAt"] = booking.EndsAt };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Telling of alarm {Alarm} failed; it is tried again in ten seconds.")]
        internal static partial void Failed(ILogger logger, Guid alarm, Exception exception);
    }
}
