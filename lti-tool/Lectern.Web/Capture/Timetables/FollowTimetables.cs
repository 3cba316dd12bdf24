using Lectern.Core.Capture.Timetables;
using Microsoft.Extensions.Logging;

namespace Lectern.Web.Capture.Timetables;

/// <summary>Reads the timetables whose time has come, and gives courses to what waits for one.</summary>
public sealed partial class FollowTimetables(ReadTimetables timetables, TimetableClient client, KeepTimetable keep, MatchCourses match, TimeProvider time, ILogger<FollowTimetables> logger)
{
    private const int AtOnce = 4;
    private static readonly TimeSpan s_every = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_matchEvery = TimeSpan.FromMinutes(10);
    private DateTimeOffset _matchNext;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var due = await timetables.TakeDueAsync(s_every, cancellationToken);
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, ReadAsync);
        if (due.Count > 0 && time.GetUtcNow() >= _matchNext)
        {
            _matchNext = time.GetUtcNow() + s_matchEvery;
            await match.RunAsync(cancellationToken);
        }
    }

    // One room's timetable keeps no other from being read.
    private async ValueTask ReadAsync(DueTimetable due, CancellationToken cancellationToken)
    {
        try
        {
            await keep.RunAsync(due, await client.ReadAsync(due, cancellationToken), cancellationToken);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, due.Id, exception);
            await NoteAsync(due, cancellationToken);
        }
    }

    // Whoever looks after the room is told, also where the mistake is ours.
    private async Task NoteAsync(DueTimetable due, CancellationToken cancellationToken)
    {
        try
        {
            await keep.RunAsync(due, TimetableAnswer.Not(TimetableFault.Failed), cancellationToken);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
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
