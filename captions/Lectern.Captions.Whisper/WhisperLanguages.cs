using Whisper.net;

namespace Lectern.Captions.Whisper;

/// <summary>The languages Whisper knows, by ISO 639-1 code (and a few of three letters).</summary>
public static class WhisperLanguages
{
    private static readonly HashSet<string> Codes = [.. WhisperFactory.GetSupportedLanguages()];

    /// <summary>Whether Whisper transcribes this language.</summary>
    public static bool Contains(string code) => Codes.Contains(code);
}
