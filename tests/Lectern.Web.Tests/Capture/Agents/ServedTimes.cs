using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace Lectern.Web.Tests.Capture.Agents;

/// <summary>How long the servers of this process took to answer, by route, as ASP.NET Core measures it.</summary>
internal sealed class ServedTimes : IDisposable
{
    private readonly ConcurrentQueue<(string Route, double Milliseconds)> _served = [];
    private readonly MeterListener _listener = new();

    public ServedTimes()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "http.server.request.duration")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) => Take(seconds, tags));
        _listener.Start();
    }

    public void Clear() => _served.Clear();

    public string Describe(string route) => Describe([.. _served.Where(one => one.Route == route).Select(one => one.Milliseconds)]);

    public static string Describe(List<double> milliseconds)
    {
        milliseconds.Sort();
        return milliseconds.Count == 0
            ? "never"
            : string.Create(CultureInfo.InvariantCulture, $"p50 {At(milliseconds, 0.5):0} ms, p99 {At(milliseconds, 0.99):0} ms, at most {milliseconds[^1]:0} ms ({milliseconds.Count})");
    }

    public void Dispose() => _listener.Dispose();

    private static double At(List<double> sorted, double part) => sorted[(int)(sorted.Count * part)];

    private void Take(double seconds, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var tag in tags)
        {
            if (tag is { Key: "http.route", Value: string route })
            {
                _served.Enqueue((route, seconds * 1000));
            }
        }
    }
}
