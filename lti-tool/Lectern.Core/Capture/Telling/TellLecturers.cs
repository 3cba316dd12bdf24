using Lectern.Core.Capture.Bookings;
using Lectern.Core.Collections;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Telling;

/// <summary>
/// Tells each lecturer once where their recording is, when its publish rule has let it out; a draft, when it can be watched. Nobody else is told. Without a mail server or an address it is noted that
/// nobody was, so that nothing comes all at once when there is one.
/// </summary>
public sealed class TellLecturers(IDbContextFactory<LecternDbContext> databases, NewMessages messages, TimeProvider time)
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
            join owner in database.People on video.OwnerId equals owner.Id
            select new Found(recording.Id, owner.Id, owner.Email, video.Title, course.Title, item.Visibility == Visibility.Draft)).ToListAsync(cancellationToken);
        if (found.Count == 0)
        {
            return;
        }

        var isAllowed = messages.CanMail && await database.AlertSettings.AsNoTracking().FirstOrDefaultAsync(cancellationToken) is null or { TellsLecturers: true };
        foreach (var one in found)
        {
            await TellAsync(one, isAllowed, say, cancellationToken);
        }
    }

    private async Task TellAsync(Found one, bool isAllowed, Func<RecordedNews, NewsText> say, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var now = time.GetUtcNow();
        var first = await database.Recordings.Where(r => r.Id == one.RecordingId && r.ToldAt == null).ExecuteUpdateAsync(set => set.SetProperty(r => r.ToldAt, now), cancellationToken);
        if (first == 1 && isAllowed && !string.IsNullOrWhiteSpace(one.Email))
        {
            database.OutgoingMessages.Add(messages.MailOf(one.Email, say(new RecordedNews(one.Title, one.Course, one.IsDraft)), one.PersonId));
            await database.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private sealed record Found(Guid RecordingId, Guid PersonId, string? Email, string Title, string Course, bool IsDraft);
}

/// <summary>A recording that its lecturer is told of.</summary>
/// <param name="IsDraft">Students don't see it yet.</param>
public sealed record RecordedNews(string Title, string Course, bool IsDraft);
