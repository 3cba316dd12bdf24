namespace Lectern.Contracts.Recordings;

/// <summary>What becomes of a recording that another device has made too.</summary>
public enum SpareWish
{
    /// <summary>It is kept, and asked for again in a minute: the other one may still fail.</summary>
    Keep,

    /// <summary>The tool holds the other one whole: this one is deleted once it has ended.</summary>
    Forget,
}
