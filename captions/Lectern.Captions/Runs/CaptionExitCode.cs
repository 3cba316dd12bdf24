using System.Text.Json.Serialization;

namespace Lectern.Captions.Runs;

/// <summary>Exit codes of <c>lectern-captions</c>.</summary>
public enum CaptionExitCode
{
    /// <summary>The file is written; it is empty when nobody speaks.</summary>
    [JsonStringEnumMemberName("done")]
    Done = 0,

    /// <summary>A fault of ours; standard error tells more. Worth another attempt.</summary>
    [JsonStringEnumMemberName("fault")]
    Fault = 1,

    /// <summary>The command line can't be understood.</summary>
    [JsonStringEnumMemberName("usage")]
    Usage = 2,

    /// <summary>The media has no sound track.</summary>
    [JsonStringEnumMemberName("noAudio")]
    NoAudio = 3,

    /// <summary>The media is missing or can't be read.</summary>
    [JsonStringEnumMemberName("unreadableMedia")]
    UnreadableMedia = 4,

    /// <summary>A model is missing, damaged, or no Whisper model.</summary>
    [JsonStringEnumMemberName("unusableModel")]
    UnusableModel = 5,

    /// <summary>The native libraries or ffmpeg can't be started on this machine.</summary>
    [JsonStringEnumMemberName("engineUnavailable")]
    EngineUnavailable = 6,

    /// <summary>The output can't be written.</summary>
    [JsonStringEnumMemberName("unwritableOutput")]
    UnwritableOutput = 7,

    /// <summary>The run was stopped.</summary>
    [JsonStringEnumMemberName("stopped")]
    Stopped = 130,
}
