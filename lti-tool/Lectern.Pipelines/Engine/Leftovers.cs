using Lectern.Ffmpeg.Children;
using Microsoft.Extensions.Logging;

namespace Lectern.Pipelines.Engine;

/// <summary>The children of this worker. Where they could outlive it, the next run ends them before it starts its own.</summary>
internal sealed partial class Leftovers(NodeLease lease, TimeProvider time, ILogger<Leftovers> logger)
{
    private readonly ChildRegistry _registry = new(Path.Combine(lease.Folder, lease.Name + ".children"));

    /// <summary>Starts every child of this worker.</summary>
    public ChildRunner Runner => field ??= new ChildRunner(_registry, time);

    public void End()
    {
        var ended = _registry.EndLeftovers();
        if (ended.Count > 0)
        {
            Log.Ended(logger, ended.Count);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Count} child processes of the last run were still alive and are ended")]
        public static partial void Ended(ILogger logger, int count);
    }
}
