using Lectern.Ffmpeg.Probing;

namespace Lectern.Transcode.Planning;

/// <summary>Picks the steady rate of the renditions. Phones and meeting recorders vary theirs; players and key frames want a constant one.</summary>
internal static class FrameRates
{
    private static readonly Rational[] Standard =
        [new(24000, 1001), new(24, 1), new(25, 1), new(30000, 1001), new(30, 1), new(15, 1), new(50, 1), new(60000, 1001), new(60, 1)];

    /// <summary>Whether the rate hardly varies.</summary>
    public static bool IsSteady(VideoTrack video) =>
        video is { AverageFrameRate: { } average, RealFrameRate: { } real } && Math.Abs((real.Value / average.Value) - 1) < 0.01;

    public static Rational Choose(VideoTrack video, double most)
    {
        var average = (video.AverageFrameRate ?? video.RealFrameRate ?? new Rational(25, 1)).Value;
        while (average > most * 1.02)
        {
            average /= 2;
        }

        if (Standard.Where(rate => Math.Abs((rate.Value / average) - 1) < 0.015).MinBy(rate => Math.Abs(rate.Value - average)) is { Denominator: > 0 } near)
        {
            return near;
        }

        // A screen recorder that skips still frames has a low average; its real rate keeps the moving parts smooth.
        var real = video.RealFrameRate is { } fastest && fastest.Value >= average && fastest.Value <= most ? fastest.Value : average;
        return new Rational(Math.Max(1, (long)Math.Ceiling(real - 0.05)), 1);
    }
}
