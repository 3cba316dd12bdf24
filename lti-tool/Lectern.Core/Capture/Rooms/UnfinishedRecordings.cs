using Lectern.Contracts.Recordings;
using Lectern.Core.Capture.Alarms;
using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Rooms;

/// <summary>What was or is recorded in a room and is no video yet: on its machines, on its way, or here and waiting.</summary>
internal static class UnfinishedRecordings
{
    /// <returns>The newest first.</returns>
    internal static async Task<IReadOnlyList<UnfinishedRecording>> OfAsync(LecternDbContext database, Guid roomId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var machines = await database.Devices.AsNoTracking().Where(d => d.RoomId == roomId && d.RevokedAt == null).ToListAsync(cancellationToken);
        var told = machines.SelectMany(machine => machine.ReadStatus()?.Recordings ?? []).Where(recording => recording.State != RecordingState.Verified).ToList();
        var held = await HeldAsync(database, roomId, cancellationToken);
        var bookings = told.Select(recording => recording.Booking).ToList();
        var known = await database.Bookings.AsNoTracking().Where(b => bookings.Contains(b.Id)).ToDictionaryAsync(b => b.Id, cancellationToken);
        var untold = (await UntoldAsync(database, roomId, machines, now, cancellationToken)).Where(booking => !bookings.Contains(booking.Id));
        var onMachines = told.Where(recording => held.TrueForAll(one => one.Id != recording.Id || one.Stage == UnfinishedStage.Coming))
            .Select(recording => (Told: recording, Booking: known.GetValueOrDefault(recording.Booking ?? Guid.Empty)))
            .Select(one => new UnfinishedRecording(one.Told.Id, one.Told.StartedAt, one.Booking?.Title ?? "", StageOf(one.Told, now), one.Booking?.RoomId, one.Booking?.Id))
            .Concat(untold.Select(booking => new UnfinishedRecording(booking.Id, booking.StartsAt, booking.Title, booking.EndsAt > now ? UnfinishedStage.Recording : UnfinishedStage.OnMachine, roomId, booking.Id)))
            .DistinctBy(one => one.Id)
            .ToList();
        return [.. onMachines.Concat(held.Where(one => onMachines.TrueForAll(other => other.Id != one.Id))).OrderByDescending(one => one.StartedAt)];
    }

    private static UnfinishedStage StageOf(RecordingStatus recording, DateTimeOffset now) =>
        recording.State != RecordingState.Spooled && recording.EndsAt > now ? UnfinishedStage.Recording : UnfinishedStage.OnMachine;

    // What was booked since a machine was last heard of may lie there, and what goes on may be recorded there. A box never says what it holds.
    private static async Task<IEnumerable<Booking>> UntoldAsync(LecternDbContext database, Guid roomId, List<Device> machines, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (machines.Count == 0)
        {
            return [];
        }

        var from = machines.Min(HeardUntil);
        var begun = await database.Bookings.AsNoTracking()
            .Where(b => b.RoomId == roomId && b.CancelledAt == null && b.EndsAt > from && b.StartsAt <= now && !database.Recordings.Any(r => r.BookingId == b.Id && (r.VerifiedAt != null || r.Parts.Any())))
            .ToListAsync(cancellationToken);
        return begun.Where(booking => machines.Exists(machine => ToldBy(booking, now) > HeardUntil(machine) && (machine.ReplacedAt is null || booking.StartsAt < machine.ReplacedAt)));
    }

    // Of one that is over its machine tells until it is brought; of one that goes on soon after it began.
    private static DateTimeOffset ToldBy(Booking booking, DateTimeOffset now) => booking.EndsAt > now ? booking.StartsAt + JudgeRoom.StartsWithin : booking.EndsAt;

    private static DateTimeOffset HeardUntil(Device machine)
    {
        var heard = (machine.LastSeenAt ?? machine.EnrolledAt) - (machine.IsBox ? JudgeRoom.BoxBringsWithin : TimeSpan.Zero);
        return heard > machine.EnrolledAt ? heard : machine.EnrolledAt;
    }

    private static async Task<List<UnfinishedRecording>> HeldAsync(LecternDbContext database, Guid roomId, CancellationToken cancellationToken)
    {
        // Until its original is made all there is of a video lies in the parts.
        var unmade = database.Videos.Where(v => v.DeletedAt == null && v.Source!.MediaKey == null);
        var found = await database.Recordings
            .Where(r => (r.Device.RoomId == roomId || r.Booking!.RoomId == roomId) && r.Parts.Any())
            .Where(r => (r.VerifiedAt == null && (r.GivenUpAt == null || r.GivenUpAt < r.Device.LastSeenAt)) || (r.VideoId == null && r.Parts.Any(part => part.Length > 0)) || unmade.Any(v => v.Id == r.VideoId))
            .Select(r => new { r.Id, r.StartedAt, Title = r.Booking!.Title ?? r.Title ?? "", r.VerifiedAt, r.VideoId, r.BookingId, BookedIn = (Guid?)r.Booking!.RoomId })
            .ToListAsync(cancellationToken);
        return found.ConvertAll(r => new UnfinishedRecording(
            r.Id, r.StartedAt, r.Title, r.VerifiedAt is null ? UnfinishedStage.Coming : r.VideoId is null ? UnfinishedStage.Waiting : UnfinishedStage.InTheMaking, r.BookedIn, r.BookingId));
    }
}

/// <param name="Title">Empty for one that nobody gave any.</param>
/// <param name="RoomId">Where it was booked, which its machine may have left since; null for one of no booking.</param>
public sealed record UnfinishedRecording(Guid Id, DateTimeOffset StartedAt, string Title, UnfinishedStage Stage, Guid? RoomId, Guid? BookingId);

public enum UnfinishedStage
{
    /// <summary>A machine records it now, or may: that was not heard of since it was to begin.</summary>
    Recording,

    /// <summary>It has ended and lies on its machine, or may: that was not heard of since.</summary>
    OnMachine,

    /// <summary>Some of it is here, and its machine has not said that this is all.</summary>
    Coming,

    /// <summary>All of it is here and waits for a course, or for somebody who teaches there.</summary>
    Waiting,

    /// <summary>Its video is being made, or could not be.</summary>
    InTheMaking,
}
