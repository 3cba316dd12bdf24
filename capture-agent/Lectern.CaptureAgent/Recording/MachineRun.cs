using System.Globalization;
using Lectern.CaptureAgent.Spool;

namespace Lectern.CaptureAgent.Recording;

/// <summary>
/// Names the machine's run since it last started or woke. The monotonic clock stands still in its sleep: what is recorded after it belongs to another clock, and the time between is
/// a gap. How long it has slept since its start is part of the name, so that an agent that starts anew finds the same.
/// </summary>
internal sealed class MachineRun
{
    // What is less is how far two clocks are read apart.
    private const double Sleep = 1;
    private readonly Lock gate = new();
    private double told;
    private string name = Boot.Id;

    /// <param name="slept">Seconds that the machine has slept since its start.</param>
    public string Look(double slept)
    {
        lock (gate)
        {
            if (Math.Abs(slept - told) > Sleep)
            {
                (told, name) = (slept, slept < Sleep ? Boot.Id : string.Create(CultureInfo.InvariantCulture, $"{Boot.Id}-{slept:0}"));
            }

            return name;
        }
    }
}
