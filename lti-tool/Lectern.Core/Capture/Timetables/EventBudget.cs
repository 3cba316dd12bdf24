namespace Lectern.Core.Capture.Timetables;

/// <summary>How many times a calendar's rules are followed, all of its events together: rules of a few letters may go on for ever.</summary>
internal sealed class EventBudget
{
    private const int Most = 100_000;
    private int _spent;

    internal bool IsSpent => _spent >= Most;

    internal void Spend() => _spent++;
}
