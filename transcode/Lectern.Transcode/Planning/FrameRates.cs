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
        var average = Known(video);
        while (average > most * 1.02)
        {
            average /= 2;
        }

        var near = Standard.Where(rate => Math.Abs((rate.Value / average) - 1) < 0.015).OrderBy(rate => Math.Abs(rate.Value - average)).ToList();
        if (near.Count > 0)
        {
            return near[0];
        }

        // A screen recorder that skips still frames has a low average; its real rate keeps the moving parts smooth.
        var real = video.RealFrameRate is { } fastest && fastest.Value >= average && fastest.Value <= most ? fastest.Value : average;
        return new Rational(Math.Max(1, (long)Math.Ceiling(real - 0.05)), 1);
    }

    // A "real" rate of 1000 is WebM's clock of milliseconds, not a rate.
    private static double Known(VideoTrack video)
    {
        var rate = video.AverageFrameRate?.Value ?? video.RealFrameRate?.Value ?? 25;
        return rate <= 250 ? rate : 30;
    }
}
