namespace Lectern.Ffmpeg.Children;

/// <summary>
/// Limits that the system enforces: <c>prlimit</c> on Linux; a job object on Windows, which knows memory and processor time only.
/// Other systems enforce none.
/// </summary>
public sealed record ChildLimits
{
    /// <summary>No limit at all.</summary>
    public static ChildLimits None { get; } = new();

    /// <summary>Address space in bytes.</summary>
    public long? AddressSpaceBytes { get; init; }

    /// <summary>
    /// Memory it may write to, in bytes: what it allocates, not what it merely reserves. For programs whose runtime reserves far more
    /// address space than it ever uses, such as .NET's. Those it starts have as much again, each for itself.
    /// </summary>
    public long? DataBytes { get; init; }

    /// <summary>Processor time of all threads together, in whole seconds.</summary>
    public TimeSpan? ProcessorTime { get; init; }

    /// <summary>Largest single file the child may write, in bytes.</summary>
    public long? FileSizeBytes { get; init; }

    /// <summary>Most files open at once.</summary>
    public int? OpenFiles { get; init; }
}
