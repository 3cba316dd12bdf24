namespace Lectern.CaptureAgent.Signals;

/// <summary>What was measured on a second of what was encoded. Of a picture: brightness and movement; of a sound: loudness. What was not measured is null.</summary>
internal sealed record SignalReading
{
    /// <summary>How bright all but the brightest tenth is, 0 to 255.</summary>
    public double? Bright { get; init; }

    /// <summary>How much a pixel changed on average since the second before, 0 to 255.</summary>
    public double? Change { get; init; }

    /// <summary>Root mean square in dBFS; negative infinity for digital silence.</summary>
    public double? Level { get; init; }

    /// <summary>Peak in dBFS.</summary>
    public double? Peak { get; init; }
}
