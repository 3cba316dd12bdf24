using Lectern.Core.Jobs;
using Lectern.Core.Storage;
using Lectern.Pipelines.Engine;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Lectern.Pipelines.Runs;

/// <summary>Opens the scratch folders of this worker's runs, and clears away behind them.</summary>
internal sealed partial class Workspaces(
    IOptions<StorageOptions> storage, NodeLease lease, IMediaStore store, VersionReferences references, ILogger<Workspaces> logger)
{
    private string Root => Path.Combine(storage.Value.WorkRoot, lease.Name);

    public Workspace Open(JobAttempt attempt) => new(Path.Combine(Root, $"{attempt.JobId:n}-{attempt.Number}"));

    /// <summary>Clears what dead runs of this worker left. Call it while none runs.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(Root))
        {
            return;
        }

        foreach (var folder in Directory.EnumerateDirectories(Root).ToList())
        {
            await ClearAsync(new Workspace(folder), cancellationToken);
        }
    }

    /// <summary>Clears behind a run that is over. What can't be cleared now is cleared at the next start.</summary>
    public async Task CloseAsync(Workspace workspace)
    {
        try
        {
            await ClearAsync(workspace, CancellationToken.None);
        }
        catch (Exception exception)
        {
            Log.NotCleared(logger, exception, Path.GetFileName(workspace.Folder));
        }
    }

    // The run is dead, so a version of its that is not referenced now never will be.
    private async Task ClearAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        foreach (var versions in workspace.Begun().GroupBy(begun => begun.Video, begun => begun.Version).ToList())
        {
            var named = await references.OfAsync(versions.Key, cancellationToken);
            foreach (var version in versions.Where(version => named is null || !named.Names.Contains(version)))
            {
                await store.DeleteFolderAsync(MediaKey.OfVersion(versions.Key, version), cancellationToken);
            }
        }

        workspace.Delete();
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The scratch folder {Folder} stays until the next start")]
        public static partial void NotCleared(ILogger logger, Exception exception, string folder);
    }
}
