namespace Lectern.Captions.Formats;

/// <summary>The caption formats that are read and written.</summary>
public enum CaptionFormat
{
    /// <summary>WebVTT, <c>.vtt</c>.</summary>
    WebVtt,

    /// <summary>SubRip, <c>.srt</c>.</summary>
    SubRip,

    /// <summary>Timed Text Markup Language, <c>.ttml</c>.</summary>
    Ttml,
}
