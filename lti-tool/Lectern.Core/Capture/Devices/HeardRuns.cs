using System.Text.Json;
using Lectern.Contracts.Devices;

namespace Lectern.Core.Capture.Devices;

/// <summary>
/// Which runs of a device's agent were heard. From them follows what no machine can know by itself: that its disk was cloned, for then two runs speak in turn and one that had been followed by another returns; and
/// that its disk forgets what is written, for then a new run finds nothing on it of the one that was heard last.
/// </summary>
public sealed record HeardRuns
{
    private const int MostKept = 40;
    private const int MostTold = 128;
    private const int LongestBoot = 64;

    // A request that was long on its way may come once after those of the next run.
    private const int ReturnsOfClones = 2;
    private static readonly TimeSpan s_together = TimeSpan.FromMinutes(10);

    // Whether the other one lives on is known by then: each tells every 15 s.
    private static readonly TimeSpan s_untilSure = TimeSpan.FromMinutes(1);

    /// <summary>The one that spoke last.</summary>
    public required Guid Run { get; init; }

    /// <summary>Since when it does.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>In which run of the machine.</summary>
    public string? Boot { get; init; }

    /// <summary>Whether its disk knew nothing of the one before it.</summary>
    public bool Forgot { get; init; }

    /// <summary>Those before it, the last first.</summary>
    public IReadOnlyList<Guid> Before { get; set; } = [];

    /// <summary>How often of late one returned that had been followed by another.</summary>
    public int Returns { get; init; }

    public DateTimeOffset? ReturnedAt { get; init; }

    /// <summary>Whether two machines speak with one device's key.</summary>
    public bool AreOfTwo(DateTimeOffset now) => Returns >= ReturnsOfClones && now - ReturnedAt < s_together;

    /// <summary>Whether the machine's disk forgets what is written to it. Holds until the machine starts again and finds what it wrote.</summary>
    public bool DiskForgets(DateTimeOffset now) => Forgot && now - Since >= s_untilSure && !AreOfTwo(now);

    /// <returns>What is known after a status; as before where it tells of no run.</returns>
    public static HeardRuns? After(HeardRuns? before, AgentStatus told, DateTimeOffset now)
    {
        if (told.Run is not { } run || run == before?.Run)
        {
            return before;
        }

        var next = new HeardRuns { Run = run, Since = now, Boot = told.Boot is { Length: <= LongestBoot } boot ? boot : null };
        if (before is null)
        {
            return next;
        }

        next = next with { Before = [.. before.Before.Where(other => other != run).Prepend(before.Run).Take(MostKept)], Returns = before.Returns, ReturnedAt = before.ReturnedAt };
        return before.Before.Contains(run)
            ? next with { Returns = now - before.ReturnedAt < s_together ? before.Returns + 1 : 1, ReturnedAt = now }
            // Until the machine was switched off, a disk that forgets seems to remember.
            : next with { Forgot = Forgets(told, before.Run) || (before.Forgot && next.Boot is not null && next.Boot == before.Boot) };
    }

    private static bool Forgets(AgentStatus told, Guid last) => told.EarlierRuns is { } earlier && !earlier.Take(MostTold).Contains(last);

    public static string Write(HeardRuns heard) => JsonSerializer.Serialize(heard);

    /// <returns>Null for none, or for words of another version.</returns>
    public static HeardRuns? Read(string? kept)
    {
        try
        {
            return kept is null ? null : JsonSerializer.Deserialize<HeardRuns>(kept);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
