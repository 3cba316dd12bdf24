using Lectern.Core.Capture.Recordings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Lectern.Core.Capture.Boxes;

/// <summary>Ends those whose box brought tracks and never said that these are all: they wait on their room's page instead of being seen by nobody.</summary>
public sealed partial class EndGivenUpRecordings(IDbContextFactory<LecternDbContext> databases, KeepBoxRecording keep, TimeProvider time, ILogger<EndGivenUpRecordings> logger)
{
    /// <summary>Longer than any box takes between two tracks, or before it says that all are there.</summary>
    private static readonly TimeSpan s_givenUp = TimeSpan.FromDays(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - s_givenUp;
        foreach (var recording in (await FindOpenAsync(cancellationToken)).Where(row => CameAt(row) < before))
        {
            try
            {
                await keep.EndAsync(recording.Device, recording.Id, new BoxPackage(null, recording.StartedAt, CameAt(recording), []), time.GetUtcNow(), cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                // The others are ended all the same.
                Log.Failed(logger, recording.Id, exception);
            }
        }
    }

    private async Task<List<Recording>> FindOpenAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Recordings.AsNoTracking().Include(row => row.Device).Include(row => row.Parts)
            .Where(row => row.VerifiedAt == null && row.Device.System == AddBox.System && row.Parts.Count > 0).ToListAsync(cancellationToken);
    }

    // Files are named by ids that begin with the time.
    private static DateTimeOffset CameAt(Recording recording) =>
        recording.Parts.Max(part => DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(part.UploadId.ToString("n")[..12], 16)));

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Ending recording {Recording}, whose box never said that all of it is here, failed; it is tried again.")]
        internal static partial void Failed(ILogger logger, Guid recording, Exception exception);
    }
}
