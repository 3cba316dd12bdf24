namespace Lectern.Core.Capture.Timetables;

/// <summary>What a timetable's address answered.</summary>
/// <param name="Text">The calendar; null where it is as it was, or where nothing came.</param>
/// <param name="ETag">What the server calls this version, to ask for the next one by.</param>
/// <param name="Modified">The same as a date, as it was written.</param>
/// <param name="Fault">Why nothing came; null where something did.</param>
/// <param name="Detail">For whoever looks after it, such as the status.</param>
public sealed record TimetableAnswer(string? Text, string? ETag = null, string? Modified = null, TimetableFault? Fault = null, string? Detail = null)
{
    internal const int LongestTag = 200;

    public static TimetableAnswer Unchanged { get; } = new((string?)null);

    public static TimetableAnswer Not(TimetableFault fault, string? detail = null) => new(null, null, null, fault, detail);
}
