namespace Lectern.Contracts.Devices;

/// <summary>What the tool wants of an agent. An agent keeps the last ones and works by them while the tool is out of reach.</summary>
public sealed record AgentSettings
{
    /// <summary>Which settings these are; opaque.</summary>
    public required string Version { get; init; }

    /// <summary>The room's name, for the agent's own page.</summary>
    public required string Room { get; init; }

    /// <summary>What is recorded, each as a track of its own.</summary>
    public required IReadOnlyList<SourceSettings> Sources { get; init; }

    /// <summary>Most bytes a second that uploads may take; null for as many as there are.</summary>
    public long? BytesPerSecond { get; init; }

    /// <summary>Whether pictures of what the sources see are sent.</summary>
    public bool Pictures { get; set; } = true;
}
