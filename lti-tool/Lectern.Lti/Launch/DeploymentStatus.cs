namespace Lectern.Lti.Launch;

/// <summary>What the host knows of a deployment.</summary>
public enum DeploymentStatus
{
    /// <summary>Never seen.</summary>
    Unknown,

    /// <summary>Seen, waits for approval.</summary>
    Pending,

    /// <summary>Approved: launches may pass.</summary>
    Known,

    /// <summary>An administrator said no: launches stay refused.</summary>
    Refused,
}
