using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Launch;

/// <summary>A launch somebody began in a browser and the tool has not asked for yet.</summary>
internal sealed record LaunchRecord
{
    public required string LaunchId { get; init; }
    public required Session Session { get; init; }
    public required Person Person { get; init; }
    public required Course Course { get; init; }
    public required Tool Tool { get; init; }
    public Activity? Activity { get; init; }
    public required string MessageType { get; init; }
    public string DocumentTarget { get; init; } = "iframe";

    /// <summary>What the tool must give back unchanged with its content items.</summary>
    public string? SelectionData { get; init; }

    public bool IsDeepLinking => MessageType == Lti.DeepLinkingRequest;

    public string TargetLinkUri => IsDeepLinking ? Tool.DeepLinkingUri ?? Tool.TargetLinkUri : Activity?.Url ?? Tool.TargetLinkUri;
}
