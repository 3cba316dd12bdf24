using Lectern.Contracts.Devices;

namespace Lectern.CaptureAgent.Recording;

/// <summary>How much a source's encoder is asked to do: less each time that it doesn't keep up. It stays so for as long as something is recorded.</summary>
internal sealed class SourcePace(SourceSettings settings)
{
    // One silent end is a device; another one after it, as slow, is a machine that has too much to do.
    private const int CrawlsUntilLighter = 2;
    private readonly bool isPicture = Profiles.KindOf(settings.Role) == MediaKind.Picture;
    private PaceJudge judge = new();
    private double began;
    private int crawls;
    private volatile bool isBehind;

    public SourceSettings Settings => settings;

    /// <summary>How often it was made lighter.</summary>
    public int Level { get; private set; }

    /// <summary>Whether the machine does, or did, not keep up with what was wanted.</summary>
    public bool IsOverloaded => Level > 0 || isBehind;

    /// <summary>An encoder begins, and again when its output's head is there.</summary>
    public void Begin(double clock) => (judge, began, isBehind) = (new PaceJudge(), clock, false);

    /// <returns>Whether the encoder is to begin anew, with less to do.</returns>
    public bool Take(double clock, double mediaEnd)
    {
        isBehind = isPicture && judge.IsBehind(clock, mediaEnd);
        return isBehind && TryLighten();
    }

    /// <summary>A run ended that nobody asked to end.</summary>
    public void End()
    {
        crawls = isPicture && judge.WasCrawling(began) ? crawls + 1 : 0;
        if (crawls >= CrawlsUntilLighter && TryLighten())
        {
            crawls = 0;
        }
    }

    private bool TryLighten()
    {
        if (Level >= EncoderPlan.Lightest)
        {
            return false;
        }

        Level++;
        return true;
    }
}
