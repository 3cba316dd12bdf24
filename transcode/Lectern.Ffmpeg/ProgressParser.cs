using System.Globalization;

namespace Lectern.Ffmpeg;

/// <summary>Reads the lines of <c>-progress pipe:1</c>.</summary>
public static class ProgressParser
{
    // The value is microseconds although older versions call it out_time_ms; it is N/A before the first packet.
    private const string Key = "out_time_us=";

    /// <summary>How much of the output is written after this line; <see langword="null"/> when the line tells something else.</summary>
    public static TimeSpan? Position(string line) =>
        line.StartsWith(Key, StringComparison.Ordinal)
        && long.TryParse(line.AsSpan(Key.Length), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var microseconds)
        && microseconds is >= 0 and < long.MaxValue / 100
            ? TimeSpan.FromMicroseconds(microseconds)
            : null;
}
