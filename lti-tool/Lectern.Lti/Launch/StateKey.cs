namespace Lectern.Lti.Launch;

/// <summary>A key that signs login states.</summary>
/// <param name="Kid">Names the key; 1 to 32 letters, digits, <c>-</c> or <c>_</c>.</param>
/// <param name="Key">At least 32 random bytes.</param>
public sealed record StateKey(string Kid, ReadOnlyMemory<byte> Key)
{
    /// <summary>Only the key's name.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Kid;
}
