namespace Lectern.Captions.Whisper.Audio;

/// <summary>The one sound format both models take: 16 kHz, one channel, 16 bit.</summary>
internal static class Pcm
{
    public const int SampleRate = 16_000;
    public const int BytesPerSample = 2;

    public static TimeSpan ToTime(long samples) => TimeSpan.FromTicks(samples * (TimeSpan.TicksPerSecond / SampleRate));

    public static long ToSamples(TimeSpan time) => time.Ticks / (TimeSpan.TicksPerSecond / SampleRate);
}
