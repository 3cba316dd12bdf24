namespace Lectern.CaptureAgent.Spool;

/// <summary>One part in <c>recording.json</c>. Its bytes lie beside it in <see cref="Media"/>, its lines in <see cref="Journal"/>.</summary>
/// <param name="Source">The source's name.</param>
/// <param name="Part">Counts the source's parts in this recording from 1.</param>
/// <param name="Boot">Names the machine's run: monotonic clocks of parts with the same one agree.</param>
/// <param name="IsHeld">The tool holds all of it, so that its bytes may go when the disk is full.</param>
/// <param name="Good">How many of its lines count when the disk has damaged what follows them; null while all do.</param>
internal sealed record PartFile(string Source, int Part, string Boot, bool IsHeld = false, int? Good = null)
{
    public string Media => $"{Source}-{Part}.mp4";

    public string Journal => $"{Source}-{Part}.jsonl";
}
