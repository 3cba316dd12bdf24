using Lectern.Core;
using Lectern.Core.Jobs;
using Lectern.Ffmpeg.Probing;
using Lectern.Pipelines.Runs;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Pipelines.Videos;

/// <summary>Says whether the file can be played and how large it is. Where there is sound, its captions begin beside the other steps.</summary>
internal sealed class ProbeStep(SourceFiles sources, JobSignal signal, TimeProvider time) : IJobStep
{
    public string Name => "probe";

    public async Task<Publication> RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        var media = (await sources.ReadAsync(run, cancellationToken)).Media;
        return new Publication((database, token) => WriteAsync(database, run.VideoId, media, token)) { Then = signal.Set };
    }

    private async Task WriteAsync(LecternDbContext database, Guid videoId, MediaProbe media, CancellationToken cancellationToken)
    {
        var (duration, width, height) = (media.Duration?.TotalSeconds, media.Video?.DisplayWidth, media.Video?.DisplayHeight);
        var hasAudio = media.Audio is not null;
        await database.Videos.Where(video => video.Id == videoId).ExecuteUpdateAsync(
            set => set
                .SetProperty(video => video.DurationSeconds, duration)
                .SetProperty(video => video.Width, width)
                .SetProperty(video => video.Height, height)
                .SetProperty(video => video.HasAudio, hasAudio),
            cancellationToken);
        if (hasAudio && !await database.Jobs.AnyAsync(job => job.VideoId == videoId && job.Kind == JobKind.Captions, cancellationToken))
        {
            JobQueue.Add(database, JobKind.Captions, videoId, time.GetUtcNow());
            await database.SaveChangesAsync(cancellationToken);
        }
    }
}
