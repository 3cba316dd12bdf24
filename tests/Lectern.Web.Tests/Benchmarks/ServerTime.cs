using System.Diagnostics.Metrics;
using System.Globalization;

namespace Lectern.Web.Tests.Benchmarks;

/// <summary>
/// The time our server takes for a request, by the framework's own measure (<c>http.server.request.duration</c>): neither the client nor
/// the platform's signing is in it.
/// </summary>
internal sealed class ServerTime : IDisposable
{
    private readonly MeterListener _listener;
    private readonly Lock _lock = new();
    private double _seconds;

    public ServerTime()
    {
        _listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                // The platform's own server measures as well; its keys are fetched once and then kept.
                if (instrument is { Meter.Name: "Microsoft.AspNetCore.Hosting", Name: "http.server.request.duration" })
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        _listener.SetMeasurementEventCallback<double>((_, seconds, _, _) => Add(seconds));
        _listener.Start();
    }

    /// <summary>Milliseconds of each run after the first few, which only warm up, in rising order.</summary>
    public async Task<List<double>> OfAsync(int warmUp, int runs, Func<int, Task> run)
    {
        var times = new List<double>();
        for (var i = 0; i < warmUp + runs; i++)
        {
            Reset();
            await run(i);
            if (i >= warmUp)
            {
                times.Add(Reset() * 1000);
            }
        }

        times.Sort();
        return times;
    }

    /// <summary>Half, nine tenths and nearly all of them took no longer.</summary>
    public static string Describe(List<double> sorted) =>
        string.Create(CultureInfo.InvariantCulture, $"server time p50 {At(sorted, 0.5):0.0} ms, p90 {At(sorted, 0.9):0.0} ms, p99 {At(sorted, 0.99):0.0} ms");

    public void Dispose() => _listener.Dispose();

    private static double At(List<double> sorted, double part) => sorted[(int)(sorted.Count * part)];

    private void Add(double seconds)
    {
        lock (_lock)
        {
            _seconds += seconds;
        }
    }

    private double Reset()
    {
        lock (_lock)
        {
            var seconds = _seconds;
            _seconds = 0;
            return seconds;
        }
    }
}
