using Lectern.Contracts.Devices;

namespace Lectern.CaptureAgent.Upkeep;

/// <summary>What <c>current.json</c> says: which of the versions that came by updates runs. A value: each change makes another.</summary>
internal sealed record VersionPointer
{
    public static VersionPointer None { get; } = new();

    /// <summary>What is started; null for what the package installed.</summary>
    public string? Version { get; init; }

    /// <summary>What ran before it, and runs again should it not come to work; null for what the package installed.</summary>
    public string? Before { get; init; }

    /// <summary>The order that it came by.</summary>
    public Guid Order { get; init; }

    /// <summary>How often it was started before it came to work; null once it did.</summary>
    public int? Starts { get; init; }

    /// <summary>How often it was started of late, once it came to work.</summary>
    public RecentStarts? Recent { get; init; }

    /// <summary>What was taken, and is switched to when nothing is recorded.</summary>
    public StagedVersion? Next { get; init; }

    /// <summary>What became of an order and was not told yet.</summary>
    public OrderResult? Result { get; init; }

    /// <summary>The last version that was gone back from; null once another came to work.</summary>
    public string? Failed { get; init; }

    /// <summary>Begins with what was taken.</summary>
    public VersionPointer Switched(string? running) =>
        Next is { } next ? this with { Version = next.Version, Before = running, Order = next.Order, Starts = 0, Recent = null, Next = null } : this;

    /// <summary>It came to work.</summary>
    public VersionPointer Accepted() => Starts is null ? this : this with { Starts = null, Failed = null, Result = new OrderResult(Order) };

    /// <summary>So many of its last starts ended by no fault of its own.</summary>
    public VersionPointer Forgiven(int starts) => this with
    {
        Starts = Starts is { } made ? Math.Max(0, made - starts) : null,
        Recent = Recent is { } recent ? recent with { Count = Math.Max(0, recent.Count - starts) } : null,
    };

    /// <summary>Goes back to the one before.</summary>
    public VersionPointer FallenBack(string why) => this with
    {
        Version = Before, Failed = Version, Before = null, Starts = null, Recent = null, Result = new OrderResult(Order, $"{Version} was started and {why} {Before ?? "What the package installed"} runs again."),
    };
}

/// <summary>A version that lies in its folder.</summary>
internal sealed record StagedVersion(string Version, Guid Order);

/// <summary>How often a version was started since a time.</summary>
internal sealed record RecentStarts(int Count, DateTimeOffset Since);
