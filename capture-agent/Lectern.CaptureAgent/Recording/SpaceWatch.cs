using Lectern.CaptureAgent.Spool;
using Lectern.Contracts.Devices;

namespace Lectern.CaptureAgent.Recording;

/// <summary>
/// Divides the last of the disk: what the tool holds goes first, then the presenter's picture is left out, then the slides', then the
/// spare sound. The sound of the room is written as long as there is a byte.
/// </summary>
internal sealed class SpaceWatch(SpoolStore spool, AlarmBell alarms)
{
    private const long MiB = 1 << 20;
    private const long Low = 2048 * MiB;
    private long free = long.MaxValue;

    /// <summary>Looks at the disk; each second is often enough.</summary>
    /// <param name="next">How much is to be recorded next.</param>
    public void Look(long next)
    {
        var wanted = Math.Max(Low, next);
        free = spool.FreeBytes;
        if (free < wanted)
        {
            spool.DropHeld();
            free = spool.FreeBytes;
        }

        alarms.Set(AlarmKind.DiskSpace, null, free < wanted);
    }

    public bool Has(SourceRole role) => free >= Kept(role);

    /// <summary>A write was refused, whatever is said to be free.</summary>
    public void Refused(SourceRole role)
    {
        free = Math.Min(free, role == SourceRole.Sound ? free : Kept(role) - 1);
        alarms.Set(AlarmKind.DiskSpace, null, true);
    }

    private static long Kept(SourceRole role) => role switch
    {
        SourceRole.Presenter => 1024 * MiB,
        SourceRole.Slides => 512 * MiB,
        SourceRole.SpareSound => 128 * MiB,
        _ => 0,
    };
}
