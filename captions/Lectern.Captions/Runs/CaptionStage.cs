using System.Text.Json.Serialization;

namespace Lectern.Captions.Runs;

/// <summary>What a caption run is doing, in this order.</summary>
public enum CaptionStage
{
    /// <summary>Reading the sound and finding where someone speaks.</summary>
    [JsonStringEnumMemberName("speech")]
    Speech,

    /// <summary>Finding the language; left out when it was given.</summary>
    [JsonStringEnumMemberName("language")]
    Language,

    /// <summary>Turning speech into text.</summary>
    [JsonStringEnumMemberName("text")]
    Text,

    /// <summary>Writing the file.</summary>
    [JsonStringEnumMemberName("file")]
    File,
}
