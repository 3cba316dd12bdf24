using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;

namespace Lectern.Web.Tests.Benchmarks;

/// <summary>
/// How long a launch takes the server, one at a time: login, launch, shell, exchange. Server time is the framework's own measure
/// (<c>http.server.request.duration</c>), so neither the client nor the platform's signing is in it.
/// </summary>
internal static class LaunchBenchmark
{
    public const string Mode = "launch-benchmark";

    private const int WarmUp = 100;

    public static async Task<int> RunAsync(int launches, DatabaseEngine engine)
    {
        await using var app = await LecternApp.StartAsync(engine);
        var visits = Enumerable.Range(0, 20).Select(_ => app.Teacher()).ToList();
        var server = 0.0;
        using var listener = Listen(seconds => server += seconds);
        var (perLaunch, clock) = (new List<double>(), Stopwatch.StartNew());
        for (var i = 0; i < WarmUp + launches; i++)
        {
            if (i == WarmUp)
            {
                clock.Restart();
            }

            server = 0;
            await LaunchAsync(app, visits[i % visits.Count]);
            if (i >= WarmUp)
            {
                perLaunch.Add(server * 1000);
            }
        }

        perLaunch.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{engine}, {launches} launches at concurrency 1: server time p50 {At(perLaunch, 0.5):0.0} ms, p90 {At(perLaunch, 0.9):0.0} ms, p99 {At(perLaunch, 0.99):0.0} ms; {launches / clock.Elapsed.TotalSeconds:0.0} launches/s with the client in the same process"));
        return 0;
    }

    private static async Task LaunchAsync(LecternApp app, Visit visit)
    {
        using var browser = app.NewBrowser();
        var arrival = await browser.ArriveAsync(visit);
        using var shell = await browser.GetAsync($"/w/{arrival.Launch}");
        using var exchange = await browser.ExchangeAsync(arrival);
        exchange.EnsureSuccessStatusCode();
    }

    private static MeterListener Listen(Action<double> add)
    {
        var listener = new MeterListener
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
        listener.SetMeasurementEventCallback<double>((_, seconds, _, _) => add(seconds));
        listener.Start();
        return listener;
    }

    private static double At(List<double> sorted, double part) => sorted[(int)(sorted.Count * part)];
}
