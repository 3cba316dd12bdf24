namespace Lectern.PracticeLms.State;

internal enum EnrolmentStatus
{
    Active,

    /// <summary>Suspended: still on the list, but can't open the course.</summary>
    Inactive,

    /// <summary>Gone; kept so that services can tell what changed.</summary>
    Deleted,
}
