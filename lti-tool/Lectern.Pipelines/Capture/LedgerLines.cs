using Lectern.Contracts.Recordings;
using Lectern.Transcode.Joining;

namespace Lectern.Pipelines.Capture;

internal static class LedgerLines
{
    /// <summary>What a part's ledger says of its fragments, its head left out.</summary>
    public static IEnumerable<RecordedFragment> AsRecorded(this IEnumerable<Fragment> lines) =>
        lines.Where(line => line.Offset > 0).Select(line => new RecordedFragment(line.Offset, line.Length, line.Time, line.Duration, line.Clock, line.At));
}
