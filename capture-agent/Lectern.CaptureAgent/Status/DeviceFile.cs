namespace Lectern.CaptureAgent.Status;

/// <summary>What <c>device.json</c> says: who this machine is to which tool.</summary>
internal sealed record DeviceFile
{
    /// <summary>The tool's public address.</summary>
    public required Uri Server { get; init; }

    public required Guid Device { get; init; }

    public required Guid Room { get; init; }

    public required string RoomName { get; init; }

    /// <summary>The key that is good, as far as we know.</summary>
    public required string Key { get; init; }

    /// <summary>The key before it, or the one after it while it is being changed: tried where the other opens nothing, so that no crash locks us out.</summary>
    public string? OtherKey { get; init; }

    /// <summary>Since when the key is this one.</summary>
    public required DateTimeOffset KeySince { get; init; }
}
