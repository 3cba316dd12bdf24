namespace Lectern.Tus;

/// <summary>Hooks that agree with everything.</summary>
public sealed class NoHooks : ITusHooks
{
    private NoHooks()
    {
    }

    /// <summary>The one instance.</summary>
    public static NoHooks Instance { get; } = new();
}
