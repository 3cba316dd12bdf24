namespace Lectern.CaptureAgent;

/// <summary>What the command line says.</summary>
/// <param name="Data">The folder that holds everything; made if need be.</param>
/// <param name="Ffmpeg">ffmpeg: a name on PATH or a path.</param>
internal sealed record AgentOptions(string Data, string Ffmpeg = "ffmpeg");
