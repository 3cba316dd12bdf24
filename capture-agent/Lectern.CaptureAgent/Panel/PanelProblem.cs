namespace Lectern.CaptureAgent.Panel;

/// <summary>Why a machine with which nothing else is wrong records nothing by itself, or brings nothing.</summary>
internal enum PanelProblem
{
    /// <summary>It belongs to no room yet.</summary>
    NotEnrolled,

    /// <summary>The tool wants nothing of it: it was revoked.</summary>
    Refused,

    /// <summary>Its room's settings name nothing to record from, or did not come yet.</summary>
    NoSources,
}
