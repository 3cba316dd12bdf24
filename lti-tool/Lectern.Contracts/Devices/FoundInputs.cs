namespace Lectern.Contracts.Devices;

/// <summary>What a machine could record from. It tells at its start, and when that changed.</summary>
/// <param name="Inputs">At most <see cref="Most"/>.</param>
public sealed record FoundInputs(IReadOnlyList<FoundInput> Inputs)
{
    /// <summary>How many one machine may tell of.</summary>
    public const int Most = 64;

    /// <summary>Letters of a profile's name.</summary>
    public const int LongestProfile = 64;

    /// <summary>Letters of a device.</summary>
    public const int LongestDevice = 300;

    /// <summary>Letters of a name, and of the sizes.</summary>
    public const int LongestName = 100;
}
