using System.Diagnostics;
using System.Globalization;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;

namespace Lectern.Web.Tests.Benchmarks;

/// <summary>How long a launch takes the server, one at a time: login, launch, shell, exchange.</summary>
internal static class LaunchBenchmark
{
    public const string Mode = "launch-benchmark";

    private const int WarmUp = 100;

    public static async Task<int> RunAsync(int launches, DatabaseEngine engine)
    {
        await using var app = await LecternApp.StartAsync(engine);
        var visits = Enumerable.Range(0, 20).Select(_ => app.Teacher()).ToList();
        using var server = new ServerTime();
        var clock = new Stopwatch();
        var times = await server.OfAsync(WarmUp, launches, async run =>
        {
            if (run == WarmUp)
            {
                clock.Start();
            }

            await LaunchAsync(app, visits[run % visits.Count]);
        });
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{engine}, {launches} launches at concurrency 1: {ServerTime.Describe(times)}; {launches / clock.Elapsed.TotalSeconds:0.0} launches/s with the client in the same process"));
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
}
