using System.Diagnostics.CodeAnalysis;

namespace Lectern.Transcode.Planning;

/// <summary>Either a plan to play the source as it is, or why it has to be encoded first.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Refusal">The reason there is none.</param>
public sealed record InstantDecision(TranscodePlan? Plan, CopyRefusal? Refusal)
{
    /// <summary>Whether there is a plan.</summary>
    [MemberNotNullWhen(true, nameof(Plan))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsPossible => Plan is not null;
}
