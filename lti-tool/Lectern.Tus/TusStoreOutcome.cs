namespace Lectern.Tus;

/// <summary>How a store's work ended.</summary>
public enum TusStoreOutcome
{
    /// <summary>All of it is durable.</summary>
    Done,

    /// <summary>There is no room left; what was kept before stays.</summary>
    Full,

    /// <summary>Another process holds this upload.</summary>
    Busy,

    /// <summary>The upload is not in the store.</summary>
    Gone,
}
