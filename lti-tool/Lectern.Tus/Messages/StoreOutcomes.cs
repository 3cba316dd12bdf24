namespace Lectern.Tus.Messages;

/// <summary>What a peer is told when the store could not do it.</summary>
internal static class StoreOutcomes
{
    public static TusProblem? ToProblem(this TusStoreOutcome outcome) => outcome switch
    {
        TusStoreOutcome.Full => TusProblems.StorageFull,
        TusStoreOutcome.Busy => TusProblems.Locked,
        TusStoreOutcome.Gone => TusProblems.NotFound,
        _ => null,
    };
}
