using Lectern.Captions.Whisper.Audio;

namespace Lectern.Captions.Whisper.Speech;

/// <summary>A stretch of sound in which somebody speaks, in samples from the start of the media.</summary>
internal readonly record struct SpeechSpan(long Start, long End)
{
    public long Length => End - Start;

    public TimeSpan Duration => Pcm.ToTime(Length);
}
