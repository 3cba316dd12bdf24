using Lectern.Pipelines.Tests;
using Lectern.Pipelines.Tests.Support;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

// The same choice that xunit's own entry point makes, after ours.
return args switch
{
    [WorkerProcess.Mode, .. var settings] => await WorkerProcess.RunAsync(settings),
    _ when args.Contains("--server") || args.Contains("--internal-msbuild-node")
        => await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
    _ => await ConsoleRunner.Run(args),
};
