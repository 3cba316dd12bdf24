namespace Lectern.Demo;

internal sealed record DemoOptions
{
    public required Uri Tool { get; init; }
    public required Uri Lms { get; init; }

    /// <summary>A one-time registration address of the tool; without one the LMS must know the tool already.</summary>
    public Uri? Invitation { get; init; }
    public required FileInfo File { get; init; }

    /// <summary>What is said in the file; without it no word error rate can be measured.</summary>
    public FileInfo? Transcript { get; init; }
    public required FileInfo Report { get; init; }

    /// <summary>The most word errors that pass, of one.</summary>
    public const double MaxWordErrorRate = 0.10;
}
