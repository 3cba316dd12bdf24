using Lectern.Ffmpeg.Children;

namespace Lectern.Ffmpeg.Probing;

/// <summary>Turns the end of an ffmpeg or ffprobe run into a <see cref="MediaFault"/>.</summary>
public static class FaultReader
{
    // Words of ffmpeg's own messages; the first that appears decides.
    private static readonly (string Words, MediaFault Fault)[] Known =
    [
        ("not on whitelist", MediaFault.NotMedia),
        ("Picture size", MediaFault.TooLarge),
        ("max_streams", MediaFault.TooLarge),
        ("Cannot allocate memory", MediaFault.TooLarge),
        ("moov atom not found", MediaFault.Damaged),
        ("does not contain any stream", MediaFault.NoPlayableStream),
        ("Decoder (codec none) not found", MediaFault.NoPlayableStream),
        ("could not find codec parameters", MediaFault.Damaged),
    ];

    /// <summary>Why the file could not be read; <see langword="null"/> when the fault is the server's (a missing program, a full disk).</summary>
    /// <param name="failure">The run's end.</param>
    /// <param name="otherwise">What an unknown complaint about the content means at this step.</param>
    public static MediaFault? Explain(ChildProcessException failure, MediaFault otherwise) => failure.Failure switch
    {
        ChildFailure.CouldNotStart => null,
        ChildFailure.TimeLimit or ChildFailure.ProcessorLimit => MediaFault.TookTooLong,
        ChildFailure.FileSizeLimit => MediaFault.TooLong,
        _ => IsOurs(failure) ? null : FromWords(failure.ErrorTail) ?? otherwise,
    };

    private static bool IsOurs(ChildProcessException failure) =>
        failure.ErrorTail.Any(line => line.Contains("No space left on device", StringComparison.Ordinal)
            || line.Contains("Permission denied", StringComparison.Ordinal)
            || line.Contains("No such file or directory", StringComparison.Ordinal)
            || line.Contains("error while loading shared libraries", StringComparison.Ordinal));

    internal static MediaFault? FromWords(IReadOnlyList<string> tail)
    {
        foreach (var (words, fault) in Known)
        {
            if (tail.Any(line => line.Contains(words, StringComparison.OrdinalIgnoreCase)))
            {
                return fault;
            }
        }

        return null;
    }
}
