using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Collections;
using Lectern.Core.Contexts;
using Lectern.Core.Database;
using Lectern.Core.Jobs;
using Lectern.Core.Merging;
using Lectern.Core.Storage;
using Lectern.Core.Videos;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Lectern.Core.Capture.Recordings;

/// <summary>
/// Makes the video of a recording that is held whole, in its course's collection, for its sections and by its publish rule. One without a course, or whose course
/// nobody has taught yet, waits: nothing of it is lost. What was recorded by hand gets a booking of its own, which is over: what becomes of it is then said
/// where it is said of all others.
/// </summary>
public sealed partial class MakeRecordedVideo(IDbContextFactory<LecternDbContext> databases, IOptions<StorageOptions> storage, JobSignal signal, TimeProvider time, ILogger<MakeRecordedVideo> logger)
{
    /// <summary>Makes those that wait and no longer need to.</summary>
    public async Task RunWaitingAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var waiting = await database.Recordings.Where(row => row.VerifiedAt != null && row.VideoId == null && row.Parts.Any(part => part.Length > 0) && (row.BookingId == null || row.Booking!.CourseId != null))
            .Select(row => row.Id).ToListAsync(cancellationToken);
        foreach (var recording in waiting)
        {
            try
            {
                await MakeAsync(recording, cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                // The others are made all the same.
                Log.Failed(logger, recording, exception);
            }
        }
    }

    private async Task MakeAsync(Guid recording, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await RunAsync(database, recording, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        signal.Set();
    }

    /// <summary>Makes one, within the caller's transaction, unless it waits or was made.</summary>
    internal async Task RunAsync(LecternDbContext database, Guid recordingId, CancellationToken cancellationToken)
    {
        // The row's lock: of two that come at once the second finds the first one's video.
        await database.Recordings.Where(row => row.Id == recordingId).ExecuteUpdateAsync(set => set.SetProperty(row => row.Title, row => row.Title), cancellationToken);
        var recording = await database.Recordings.AsNoTracking().Include(row => row.Device).Include(row => row.Booking!.Sections).SingleAsync(row => row.Id == recordingId, cancellationToken);
        if (recording is not { VideoId: null, VerifiedAt: not null } || await BytesOfAsync(database, recordingId, cancellationToken) is not (> 0 and var bytes))
        {
            return;
        }

        if (recording.Booking is not null && await SpareRecording.TryDropAsync(database, storage.Value, recording, cancellationToken))
        {
            return;
        }

        if (recording.Booking is null)
        {
            await BookAsync(database, recording, cancellationToken);
            return;
        }

        if (recording.Booking is not { CourseId: { } courseId }
            || await CollectionOfAsync(database, courseId, cancellationToken) is not { } collection
            || await OwnerOfAsync(database, recording.Booking, courseId, cancellationToken) is not { } owner)
        {
            return;
        }

        var video = await VideoOfAsync(database, recording, bytes, collection, owner, cancellationToken);
        await NarrowAsync(database, video.Items[0], courseId, cancellationToken);
        database.Videos.Add(video);
        JobQueue.Add(database, JobKind.Grown, video.Id, video.CreatedAt);
        JobQueue.Add(database, JobKind.Video, video.Id, video.CreatedAt);
        await database.SaveChangesAsync(cancellationToken);
        await database.Recordings.Where(row => row.Id == recordingId).ExecuteUpdateAsync(set => set.SetProperty(row => row.VideoId, video.Id), cancellationToken);
    }

    private async Task BookAsync(LecternDbContext database, Recording recording, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (starts, ends) = TimeOf(recording, now);
        var booking = new Booking
        {
            RoomId = await database.Devices.Where(device => device.Id == recording.DeviceId).Select(device => device.RoomId).SingleAsync(cancellationToken),
            StartsAt = starts,
            EndsAt = ends,
            Title = StoredText.Clip(recording.Title, Booking.LongestTitle) ?? "",
            IsEdited = true,
            BookedAt = now,
        };
        database.Bookings.Add(booking);
        await database.SaveChangesAsync(cancellationToken);
        await database.Recordings.Where(row => row.Id == recording.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.BookingId, booking.Id), cancellationToken);
    }

    // A device's clock that is ahead must not make a booking that is still to come: the room would record again. And a booking lasts between a moment and a day.
    private static (DateTimeOffset Starts, DateTimeOffset Ends) TimeOf(Recording recording, DateTimeOffset now)
    {
        var ends = recording.EndedAt is { } told && told < now ? told : now;
        var (longest, shortest) = (ends.AddDays(-1), ends.AddSeconds(-1));
        var starts = recording.StartedAt < longest ? longest : recording.StartedAt < ends ? recording.StartedAt : shortest;
        return (starts, ends);
    }

    private async Task<Video> VideoOfAsync(LecternDbContext database, Recording recording, long bytes, Guid collection, Guid owner, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7();
        var zone = await database.Rooms.WithRemoved().Where(room => room.Id == recording.Booking!.RoomId).Select(room => room.TimeZone).SingleAsync(cancellationToken);
        return new Video
        {
            Id = id,
            CollectionId = collection,
            OwnerId = owner,
            Title = await RecordingTitle.OfAsync(database, recording, zone, cancellationToken),
            CreatedAt = now,
            Items = { ItemOf(recording, collection, now) },
            Source = new VideoSource { VideoId = id, FileName = "recording.mp4", Bytes = bytes, ReceivedAt = now },
        };
    }

    private static CollectionItem ItemOf(Recording recording, Guid collection, DateTimeOffset now)
    {
        var booking = recording.Booking!;
        var isOut = booking.Publish is PublishRule.AtOnce or PublishRule.AfterHours;
        var item = new CollectionItem
        {
            CollectionId = collection,
            AddedAt = now,
            Visibility = isOut ? Visibility.Published : Visibility.Draft,
            PublishedAt = isOut ? now : null,
            AvailableFrom = booking.Publish == PublishRule.AfterHours ? (recording.EndedAt is { } ended && ended < now ? ended : now).AddHours(booking.PublishHours ?? 0) : null,
            PublishWhenCaptioned = booking.Publish == PublishRule.AfterCaptions,
            ForSections = booking.Sections.Count > 0,
        };
        item.Sections.AddRange(booking.Sections.Select(section => new ItemSection { ItemId = item.Id, SectionId = section.SectionId }));
        return item;
    }

    // Of courses that share a collection, those of the booking's see it.
    private static async Task NarrowAsync(LecternDbContext database, CollectionItem item, Guid courseId, CancellationToken cancellationToken)
    {
        var sharing = await database.Courses.SharingWith(courseId).ToListAsync(cancellationToken);
        if (sharing.Count > 1)
        {
            ItemAudience.Narrow(item, [(await WholeCourse.OfAsync(database, sharing, cancellationToken))[courseId]]);
        }
    }

    private static Task<long> BytesOfAsync(LecternDbContext database, Guid recording, CancellationToken cancellationToken) =>
        database.RecordingParts.Where(part => part.RecordingId == recording).SumAsync(part => part.Length ?? 0, cancellationToken);

    private static Task<Guid?> CollectionOfAsync(LecternDbContext database, Guid course, CancellationToken cancellationToken) =>
        database.Collections.Where(c => database.Courses.Any(row => row.Id == course && c.CourseId == (row.SharedWithId ?? row.Id)))
            .Select(c => (Guid?)c.Id).FirstOrDefaultAsync(cancellationToken);

    // The booking's, as long as they teach there.
    private static Task<Guid?> OwnerOfAsync(LecternDbContext database, Booking booking, Guid course, CancellationToken cancellationToken)
    {
        var wished = booking.OwnerId ?? Guid.Empty;
        return database.Enrolments.OfTeachers().Where(e => e.CourseId == course)
            .OrderByDescending(e => e.PersonId == wished).ThenBy(e => e.PersonId).Select(e => (Guid?)e.PersonId).FirstOrDefaultAsync(cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Making the video of recording {Recording} failed; it is tried again.")]
        internal static partial void Failed(ILogger logger, Guid recording, Exception exception);
    }
}
