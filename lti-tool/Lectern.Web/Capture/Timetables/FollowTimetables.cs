using Lectern.Core.Capture.Timetables;
using Microsoft.Extensions.Logging;

namespace Lectern.Web.Capture.Timetables;

/// <summary>Reads the timetables whose time has come, and gives courses to what waits for one.</summary>
public sealed partial class FollowTimetables(ReadTimetables timetables, TimetableClient client, KeepTimetable keep, MatchCourses match, ILogger<FollowTimetables> logger)
{
    private const int AtOnce = 4;
    private static readonly TimeSpan s_every = TimeSpan.FromMinutes(5);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var due = await timetables.TakeDueAsync(s_every, cancellationToken);
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, ReadAsync);
        if (due.Count > 0)
        {
            await match.RunAsync(cancellationToken);
        }
    }

    // One room's timetable keeps no other from being read.
    private async ValueTask ReadAsync(DueTimetable due, CancellationToken cancellationToken)
    {
        try
        {
            await keep.RunAsync(due.Id, await client.ReadAsync(due, cancellationToken), cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, due.Id, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Following the timetable {Timetable} failed; it is tried again in a few minutes.")]
        internal static partial void Failed(ILogger logger, Guid timetable, Exception exception);
    }
}
