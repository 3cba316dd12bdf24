namespace Lectern.Ffmpeg.Probing;

/// <summary>An audio stream as ffprobe describes it.</summary>
public sealed record AudioTrack
{
    /// <summary>Number of the stream in the file.</summary>
    public required int Index { get; init; }

    /// <summary>ffmpeg's name of the codec, such as <c>aac</c>; <c>unknown</c> when it has none.</summary>
    public required string Codec { get; init; }

    /// <summary>Profile as ffmpeg names it, such as <c>LC</c>.</summary>
    public string? Profile { get; init; }

    /// <summary>Number of channels.</summary>
    public required int Channels { get; init; }

    /// <summary>Samples a second.</summary>
    public required int SampleRate { get; init; }

    /// <summary>Bits a second, where the container tells.</summary>
    public long? BitRate { get; init; }

    /// <summary>Language as the file has it (usually three letters, ISO 639-2); <see langword="null"/> when unsaid.</summary>
    public string? Language { get; init; }

    /// <summary>When its first sample is heard.</summary>
    public TimeSpan? StartTime { get; init; }

    /// <summary>Whether the file names it the one to hear.</summary>
    public bool IsDefault { get; init; }
}
