namespace Lectern.CaptureAgent.Session;

/// <summary>Tells ends of the recorder that were its own from those that came with the session or with us, which count against no version. Pure.</summary>
internal sealed class HelperEnds
{
    // While a session ends it may take one recorder along after the other.
    private static readonly TimeSpan Brief = TimeSpan.FromSeconds(10);
    private uint? session;
    private int own;

    /// <summary>A recorder ended.</summary>
    /// <param name="of">The session that it ran in.</param>
    /// <param name="isOwn">Whether nobody else ended it, as far as is known yet.</param>
    /// <param name="lived">For how long it ran.</param>
    /// <returns>How many starts don't count.</returns>
    public int Ended(uint of, bool isOwn, TimeSpan lived)
    {
        own = !isOwn ? 0 : session == of && lived < Brief ? own + 1 : 1;
        session = of;
        return isOwn ? 0 : 1;
    }

    /// <summary>The next one begins: what ended in another session just before ended with that one.</summary>
    /// <returns>How many starts don't count.</returns>
    public int Begins(uint here)
    {
        var forgiven = session is { } before && before != here ? own : 0;
        (session, own) = forgiven > 0 ? (null, 0) : (session, own);
        return forgiven;
    }
}
