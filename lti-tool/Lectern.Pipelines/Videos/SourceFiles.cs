using System.Runtime.CompilerServices;
using Lectern.Core;
using Lectern.Core.Storage;
using Lectern.Core.Videos;
using Lectern.Ffmpeg.Probing;
using Lectern.Pipelines.Runs;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Pipelines.Videos;

/// <summary>The uploaded original, as a run reads it.</summary>
internal sealed class SourceFiles(IDbContextFactory<LecternDbContext> databases, IMediaStore store, FfprobeRunner probe)
{
    // It goes with its run; the steps of one come one after the other.
    private readonly ConditionalWeakTable<JobRun, SourceMedia> _read = [];

    public async Task<VideoSource> FindAsync(Guid videoId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Sources.AsNoTracking().SingleAsync(source => source.VideoId == videoId, cancellationToken);
    }

    /// <summary>A path that a child process can read.</summary>
    public Task<string> PathOfAsync(VideoSource source, JobRun run, CancellationToken cancellationToken) =>
        store.GetLocalPathAsync(MediaKey.Parse(source.MediaKey!), run.Workspace.Folder, cancellationToken);

    /// <summary>
    /// What is in the file, looked at once a run. A run that goes on behind the probe asks again rather than trust what another version
    /// of us wrote down.
    /// </summary>
    public async Task<SourceMedia> ReadAsync(JobRun run, CancellationToken cancellationToken)
    {
        if (!_read.TryGetValue(run, out var media))
        {
            _read.Add(run, media = await LookAsync(run, cancellationToken));
        }

        return media;
    }

    private async Task<SourceMedia> LookAsync(JobRun run, CancellationToken cancellationToken)
    {
        var source = await FindAsync(run.VideoId, cancellationToken);
        var path = await PathOfAsync(source, run, cancellationToken);
        var result = await probe.ProbeAsync(path, cancellationToken);
        return result.IsUsable ? new SourceMedia(source, path, result.Media) : throw MediaFaults.Failure(result.Fault.Value, source.FileName);
    }
}
