namespace Lectern.Captions.Whisper.Recognition;

/// <summary>Lines that end videos and name subtitlers: what Whisper makes of near silence in several languages.</summary>
internal static class Credits
{
    private static readonly string[] Whole =
    [
        "thank you", "thanks", "thank you for watching", "thanks for watching", "thank you so much for watching", "thank you very much for watching",
        "please subscribe", "like and subscribe", "subscribe to my channel", "please subscribe to my channel", "see you next time", "see you in the next video",
        "bye", "bye bye", "you", "merci", "merci d avoir regardé", "merci d avoir regardé cette vidéo", "abonnez vous", "vielen dank", "danke fürs zuschauen",
        "vielen dank fürs zuschauen", "gracias", "gracias por ver", "gracias por ver el video", "suscríbete", "obrigado", "obrigado por assistir",
        "grazie", "grazie per la visione", "спасибо за просмотр", "продолжение следует", "ご視聴ありがとうございました", "谢谢观看", "謝謝觀看", "시청해주셔서 감사합니다",
    ];

    private static readonly string[] Parts =
    [
        "amara org", "subtitles by", "subtitled by", "captions by", "captioned by", "transcribed by", "translated by", "transcription by", "www ",
        "sous titres réalisés", "sous titrage", "sous titres par", "untertitel der", "untertitel von", "untertitelung", "untertitel im auftrag",
        "subtítulos realizados", "subtítulos por", "subtitulado por", "legendas pela", "legendado por", "sottotitoli", "ondertiteling", "ondertiteld",
        "субтитры", "редактор субтитров", "корректор", "字幕", "napisy",
    ];

    /// <summary>Whether a text, in lower case without punctuation, is or holds such a line.</summary>
    public static bool Match(string bare) =>
        Array.IndexOf(Whole, bare) >= 0 || Array.Exists(Parts, part => (bare + " ").Contains(part, StringComparison.Ordinal));
}
