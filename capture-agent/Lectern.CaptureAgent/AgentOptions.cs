using System.Net;

namespace Lectern.CaptureAgent;

/// <summary>What the command line says.</summary>
/// <param name="Data">The folder that holds everything; made if need be.</param>
/// <param name="Ffmpeg">ffmpeg: a name on PATH or a path.</param>
/// <param name="Port">Where the panel listens to this machine; 0 for nowhere.</param>
/// <param name="KeepsLog">Whether the log goes into the data folder too.</param>
internal sealed record AgentOptions(string Data, string Ffmpeg = "ffmpeg", int Port = 0, bool KeepsLog = false)
{
    /// <summary>Where the panel listens to others too, who have to know its secret; null for nowhere.</summary>
    public IPAddress? Listen { get; init; }

    /// <summary>The file that holds the secret.</summary>
    public string? Secret { get; init; }

    /// <summary>Where the package lies, for a version that an update brought; null for the package's own.</summary>
    public string? Installed { get; init; }

    /// <summary>Whether something starts it again when it ends, and so another version.</summary>
    public bool IsSupervised { get; init; }

    public const int DefaultPort = 7420;
}
