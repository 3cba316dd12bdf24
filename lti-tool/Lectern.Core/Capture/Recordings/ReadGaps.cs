using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Recordings;

/// <summary>Where a video that was recorded in a room shows nothing, because nothing was recorded.</summary>
public sealed class ReadGaps(IDbContextFactory<LecternDbContext> databases)
{
    // What is shorter nobody would look for.
    internal const double Shortest = 1;

    /// <returns>None for a video that came in another way.</returns>
    public async Task<RecordedGaps> RunAsync(Guid videoId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var recording = await database.Recordings.AsNoTracking().Include(r => r.Pauses).FirstOrDefaultAsync(r => r.VideoId == videoId, cancellationToken);
        return recording is null
            ? RecordedGaps.None
            : new RecordedGaps(
                await database.RecordingGaps.AsNoTracking().Where(g => g.RecordingId == recording.Id && g.EndSeconds - g.StartSeconds >= Shortest).OrderBy(g => g.StartSeconds).ToListAsync(cancellationToken),
                [.. recording.Pauses.OrderBy(pause => pause.From)],
                recording.PieceOfId is not null,
                recording.SpareSoundSeconds);
    }
}

/// <param name="Gaps">In order.</param>
/// <param name="Pauses">When somebody wished that nothing is recorded: the video leaves them out.</param>
/// <param name="IsPiece">It is what had come of a recording whose machine was lost: what is missing may have been recorded.</param>
/// <param name="SpareSoundSeconds">For how long the spare microphone is heard, in seconds.</param>
public sealed record RecordedGaps(IReadOnlyList<RecordingGap> Gaps, IReadOnlyList<RecordingPause> Pauses, bool IsPiece, double SpareSoundSeconds = 0)
{
    public static RecordedGaps None { get; } = new([], [], false);
}
