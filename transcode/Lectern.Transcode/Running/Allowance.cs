using Lectern.Transcode.Planning;

namespace Lectern.Transcode.Running;

/// <summary>
/// The longest a run may take. Four rungs of 1080p cost half a second of processor time a second, 4K with tone mapping about five; what
/// takes ten times that is no lecture.
/// </summary>
internal sealed record Allowance(TimeSpan Clock, TimeSpan Processor)
{
    private static readonly TimeSpan LongestUnknown = TimeSpan.FromHours(3);

    public static Allowance For(TranscodePlan plan)
    {
        var length = plan.Media.Duration ?? LongestUnknown;
        return new Allowance(TimeSpan.FromMinutes(10) + (length * 60), TimeSpan.FromMinutes(5) + (length * 40));
    }
}
