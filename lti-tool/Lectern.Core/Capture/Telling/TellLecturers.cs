using Lectern.Core.Capture.Bookings;
using Lectern.Core.Collections;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Lectern.Core.Capture.Telling;

/// <summary>
/// Tells each lecturer once where their recording is, when its publish rule has let it out; a draft, when it can be watched. Nobody else is told. Without a mail server or an address it is noted that
/// nobody was, so that nothing comes all at once when there is one.
/// </summary>
public sealed partial class TellLecturers(IDbContextFactory<LecternDbContext> databases, NewMessages messages, TimeProvider time, ILogger<TellLecturers> logger)
{
    // The longest that a publish rule waits, and a day.
    private static readonly TimeSpan s_stillNews = TimeSpan.FromDays(31);

    public async Task RunAsync(Func<RecordedNews, NewsText> say, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var (now, old) = (time.GetUtcNow(), time.GetUtcNow() - s_stillNews);
        var found = await (
            from recording in database.Recordings
            where recording.ToldAt == null && recording.VideoId != null && recording.VerifiedAt > old
            join video in database.Videos on recording.VideoId equals video.Id
            where video.DeletedAt == null && video.StreamVersion != null
            join item in database.Items on new { video.CollectionId, VideoId = video.Id } equals new { item.CollectionId, item.VideoId }
            where item.RemovedAt == null && (item.AvailableFrom == null || item.AvailableFrom <= now)
                && (item.Visibility == Visibility.Published || recording.Booking!.Publish == PublishRule.Draft)
            join course in database.Courses on recording.Booking!.CourseId equals course.Id
            select new Found(recording.Id, video.OwnerId, video.Title, course.Title, item.Visibility == Visibility.Draft)).ToListAsync(cancellationToken);
        if (found.Count == 0)
        {
            return;
        }

        var isAllowed = messages.CanMail && await database.AlertSettings.AsNoTracking().FirstOrDefaultAsync(cancellationToken) is null or { TellsLecturers: true };
        foreach (var one in found)
        {
            try
            {
                await TellAsync(one, isAllowed, say, cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                // The others are told all the same.
                Log.Failed(logger, one.RecordingId, exception);
            }
        }
    }

    private async Task TellAsync(Found one, bool isAllowed, Func<RecordedNews, NewsText> say, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var now = time.GetUtcNow();
        var first = await database.Recordings.Where(r => r.Id == one.RecordingId && r.ToldAt == null).ExecuteUpdateAsync(set => set.SetProperty(r => r.ToldAt, now), cancellationToken);
        var email = await database.People.Where(p => p.Id == one.PersonId && p.ErasedAt == null).Select(p => p.Email).FirstOrDefaultAsync(cancellationToken);
        if (first == 1 && isAllowed && !string.IsNullOrWhiteSpace(email))
        {
            database.OutgoingMessages.Add(messages.MailOf(email, say(new RecordedNews(one.Title, one.Course, one.IsDraft)), one.PersonId));
            await database.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private sealed record Found(Guid RecordingId, Guid PersonId, string Title, string Course, bool IsDraft);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Telling the lecturer of recording {Recording} failed; it is tried again in ten seconds.")]
        internal static partial void Failed(ILogger logger, Guid recording, Exception exception);
    }
}

/// <summary>A recording that its lecturer is told of.</summary>
/// <param name="IsDraft">Students don't see it yet.</param>
public sealed record RecordedNews(string Title, string Course, bool IsDraft);
