namespace Lectern.PracticeLms.State;

/// <summary>A browser's sign-in. <paramref name="SessKey"/> travels in return addresses, never in the cookie.</summary>
internal sealed record Session(string Id, string PersonId, string SessKey)
{
    /// <summary>The administrator who acts as this person; null when it is the person.</summary>
    public string? ActorId { get; init; }
}
