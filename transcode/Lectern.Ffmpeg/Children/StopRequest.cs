namespace Lectern.Ffmpeg.Children;

/// <summary>How a child is asked to end before it is killed.</summary>
public enum StopRequest
{
    /// <summary>SIGTERM. Windows has none: there the child is killed at once.</summary>
    Signal,

    /// <summary>The letter q on its standard input, as an interactive ffmpeg understands it.</summary>
    WriteQ,
}
