namespace Lectern.Ffmpeg.Children;

/// <summary>Where a child's pipes lead. Both output pipes are drained whether or not anybody listens.</summary>
public sealed record ChildPipes
{
    /// <summary>Nobody listens and nothing is sent.</summary>
    public static ChildPipes None { get; } = new();

    /// <summary>Sent to standard input, which is closed after it; the caller keeps the stream.</summary>
    public Stream? Input { get; init; }

    /// <summary>Receives standard output as bytes; <see cref="OnOutputLine"/> is then not called. The caller keeps the stream.</summary>
    public Stream? Output { get; init; }

    /// <summary>Called for each line of standard output, one at a time. What it throws stops the child and reaches the caller.</summary>
    public Action<string>? OnOutputLine { get; init; }

    /// <summary>Called for each line of standard error, one at a time. What it throws stops the child and reaches the caller.</summary>
    public Action<string>? OnErrorLine { get; init; }
}
