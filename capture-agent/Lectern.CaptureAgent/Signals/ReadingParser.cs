using System.Globalization;

namespace Lectern.CaptureAgent.Signals;

/// <summary>Reads the lines of ffmpeg's <c>metadata=print</c>: one that begins a frame, then a value each.</summary>
internal sealed class ReadingParser
{
    private SignalReading reading = new();

    /// <summary>Whether a line is of a reading, and none that ffmpeg says of itself.</summary>
    public static bool IsReading(string line) => line.StartsWith("frame:", StringComparison.Ordinal) || line.StartsWith("lavfi.", StringComparison.Ordinal);

    /// <summary>Takes a line.</summary>
    /// <returns>A reading once its last value has come.</returns>
    public SignalReading? Take(string line)
    {
        var split = line.IndexOf('=', StringComparison.Ordinal);
        if (line.StartsWith("frame:", StringComparison.Ordinal))
        {
            reading = new SignalReading();
            return null;
        }

        if (split < 0 || Value(line.AsSpan(split + 1)) is not { } value)
        {
            return null;
        }

        switch (line[..split])
        {
            case "lavfi.signalstats.YHIGH":
                reading = reading with { Bright = value };
                return null;
            case "lavfi.signalstats.YDIF":
                return reading with { Change = value };
            case "lavfi.astats.Overall.Peak_level":
                reading = reading with { Peak = value };
                return null;
            case "lavfi.astats.Overall.RMS_level":
                return reading with { Level = value };
            default:
                return null;
        }
    }

    private static double? Value(ReadOnlySpan<char> text) => text switch
    {
        "-inf" => double.NegativeInfinity,
        _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) => value,
        _ => null,
    };
}
