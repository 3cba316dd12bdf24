using Lectern.CaptureAgent.Signals;

namespace Lectern.CaptureAgent.Recording;

/// <summary>
/// Says from the arrival of its fragments whether an encoder keeps up: one that doesn't gives less than a second of pictures in a second, and its lag grows. Whatever held it up for a moment is
/// caught up with and is no matter. One for each run of an encoder. Pure.
/// </summary>
internal sealed class PaceJudge
{
    // The slowest clock of a camera is off by far less.
    private const double Slowest = 0.95;
    private const double Window = 10;
    private const double Lasts = 10;
    private readonly Queue<(double Clock, double Media)> seen = new();
    private readonly Lasting behind = new(Lasts);
    private (double Clock, double Media)? last;

    /// <summary>Takes a fragment's end.</summary>
    /// <param name="clock">When it came, by the monotonic clock, in seconds.</param>
    /// <param name="end">Its end in media time.</param>
    /// <returns>Whether the encoder has not kept up for some time: within half a minute.</returns>
    public bool IsBehind(double clock, double end)
    {
        last = (clock, end);
        seen.Enqueue((clock, end));
        while (seen.Count > 1 && clock - seen.ElementAt(1).Clock >= Window)
        {
            seen.Dequeue();
        }

        var (since, from) = seen.Peek();
        return behind.Look(clock - since >= Window && end - from < Slowest * (clock - since), clock);
    }

    /// <summary>Whether what came took more than twice its time: so slow an encoder is taken for one whose device is silent. How long the device took to open, and was silent at last, is no encoder's matter.</summary>
    /// <param name="began">When the output's head came.</param>
    public bool WasCrawling(double began) => last is var (clock, media) && media < (clock - began) / 2;
}
