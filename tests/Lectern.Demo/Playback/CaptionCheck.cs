using System.Globalization;
using Lectern.Captions;
using Lectern.Captions.Formats;
using Lectern.Captions.Quality;

namespace Lectern.Demo.Playback;

/// <summary>Reads the caption file the student gets and compares it with what was said.</summary>
internal static class CaptionCheck
{
    public static async Task<CaptionDocument> ReadAsync(MediaFetcher fetcher, Uri address, CancellationToken cancellation)
    {
        var reading = WebVtt.Read(await fetcher.TextAsync(address, cancellation));
        return reading.Problems.Count == 0
            ? reading.Document
            : throw new DemoFailure($"The caption file has faults: {string.Join("; ", reading.Problems.Take(3))}");
    }

    public static double Measure(CaptionDocument captions, string transcript) =>
        Math.Round(WordErrorRate.Measure(transcript, captions.Transcript).Rate, 4);

    public static IEnumerable<string> First(CaptionDocument captions, int count) => captions.Cues.Take(count).Select(cue =>
        string.Create(CultureInfo.InvariantCulture, $"{cue.Start:mm\\:ss\\.fff} {string.Join(' ', cue.Lines)}"));
}
