using System.Globalization;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests;
using Lectern.Web.Tests.Benchmarks;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

// The same choice that xunit's own entry point makes, after ours.
return args switch
{
    [LaunchBenchmark.Mode, var launches, var engine] => await LaunchBenchmark.RunAsync(int.Parse(launches, CultureInfo.InvariantCulture), Enum.Parse<DatabaseEngine>(engine)),
    [ListingBenchmark.Mode, var engine] => await ListingBenchmark.RunAsync(Enum.Parse<DatabaseEngine>(engine)),
    _ when args.Contains("--server") || args.Contains("--internal-msbuild-node")
        => await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
    _ => await ConsoleRunner.Run(args),
};
