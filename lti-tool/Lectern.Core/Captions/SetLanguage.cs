using Lectern.Core.Jobs;
using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Captions;

/// <summary>
/// Says which language is spoken in a video, or that it is to be found out. Captions that were made, or are being made, for another one
/// are made anew; the old ones stay until then.
/// </summary>
public sealed class SetLanguage(IDbContextFactory<LecternDbContext> databases, JobSignal signal, TimeProvider time)
{
    /// <param name="tag">One of <see cref="SpokenLanguages"/>; null to have it found out.</param>
    public async Task<SetLanguageOutcome> RunAsync(Launch launch, Guid videoId, string? tag, CancellationToken cancellationToken)
    {
        if (!launch.CanEdit())
        {
            return SetLanguageOutcome.NotYours;
        }

        if (tag is not null && !SpokenLanguages.Contains(tag))
        {
            return SetLanguageOutcome.Unknown;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var own = database.Videos.Where(v => v.Id == videoId && v.CollectionId == launch.CollectionId && v.DeletedAt == null
            && v.Items.Any(i => i.CollectionId == launch.CollectionId && i.RemovedAt == null));
        var changed = await own.Where(v => v.Language != tag).ExecuteUpdateAsync(
            set => set.SetProperty(v => v.Language, tag).SetProperty(v => v.Version, Guid.CreateVersion7()), cancellationToken);
        if (changed == 0)
        {
            return await own.AnyAsync(cancellationToken) ? SetLanguageOutcome.Set : SetLanguageOutcome.NotYours;
        }

        await BeginAnewAsync(database, videoId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        signal.Set();
        return SetLanguageOutcome.Set;
    }

    // A run that listens for the other language right now holds nothing any more once its row is not Running; the next claim counts up.
    private Task<int> BeginAnewAsync(LecternDbContext database, Guid videoId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.Jobs
            .Where(job => job.VideoId == videoId && job.Kind == JobKind.Captions && job.State != JobState.Queued)
            .ExecuteUpdateAsync(set => JobStates.Renewed(set, now).SetProperty(job => job.StepsDone, ""), cancellationToken);
    }
}

public enum SetLanguageOutcome
{
    Set,

    /// <summary>No language that captions can be made in.</summary>
    Unknown,

    NotYours,
}
