namespace Lectern.Ffmpeg.Children;

/// <summary>In which way a child did not do its work.</summary>
public enum ChildFailure
{
    /// <summary>The program is not there or cannot be run.</summary>
    CouldNotStart,

    /// <summary>It ended with an exit code other than 0.</summary>
    ExitCode,

    /// <summary>It ran longer than its time by the clock.</summary>
    TimeLimit,

    /// <summary>It used more processor time than it may.</summary>
    ProcessorLimit,

    /// <summary>It wrote a larger file than it may.</summary>
    FileSizeLimit,
}
