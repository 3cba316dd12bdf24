namespace Lectern.Transcode.Cli;

/// <summary>What the program tells the shell.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The fault is this machine's: no ffmpeg, no space, no such file.</summary>
    public const int CannotWork = 1;

    /// <summary>The file cannot be used; the sentence says why.</summary>
    public const int FileFault = 2;

    /// <summary>Ctrl-C.</summary>
    public const int Stopped = 130;
}
