namespace Lectern.Demo.Reporting;

/// <summary>What <c>demo-report.json</c> holds.</summary>
internal sealed record DemoReport
{
    public bool Ok { get; init; }

    /// <summary>What stopped it; null when nothing did.</summary>
    public string? Failure { get; init; }
    public required string File { get; init; }
    public required IReadOnlyList<StageReport> Stages { get; init; }
    public IReadOnlyList<RenditionReport> Renditions { get; init; } = [];
    public int CueCount { get; init; }
    public IReadOnlyList<string> FirstCues { get; init; } = [];

    /// <summary>Errors over words said; null when no transcript was given.</summary>
    public double? WordErrorRate { get; init; }
    public required IReadOnlyDictionary<string, string> Urls { get; init; }
}
