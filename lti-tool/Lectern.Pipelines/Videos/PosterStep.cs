using Lectern.Core.Playback;
using Lectern.Core.Storage;
using Lectern.Pipelines.Runs;
using Lectern.Transcode;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Pipelines.Videos;

/// <summary>Picks the still that stands for the video. A file without pictures has none.</summary>
internal sealed class PosterStep(SourceFiles sources, PosterMaker maker, IMediaStore store) : IJobStep
{
    public string Name => "poster";

    public async Task<Publication> RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        var source = await sources.ReadAsync(run, cancellationToken);
        var folder = run.Workspace.NewFolder(Name);
        if (await maker.MakeAsync(source.Path, source.Media, folder, cancellationToken) is not { } posters)
        {
            return Publication.Nothing;
        }

        var (version, target) = run.Workspace.NewVersion(run.VideoId);
        await store.MoveInAsync(target / MediaNames.Poster, Path.Combine(folder, posters.Large), cancellationToken);
        await store.MoveInAsync(target / posters.Small, Path.Combine(folder, posters.Small), cancellationToken);
        return new Publication((database, token) => database.Videos
            .Where(video => video.Id == run.VideoId)
            .ExecuteUpdateAsync(set => set.SetProperty(video => video.PosterVersion, version), token));
    }
}
