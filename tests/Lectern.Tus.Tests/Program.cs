using Lectern.Tus.Tests;
using Lectern.Tus.Tests.Host;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

// The same choice that xunit's own entry point makes, after ours.
return args switch
{
    [ServerProcess.Mode, var root, var port] => await ServerProcess.ServeAsync(root, port),
    _ when args.Contains("--server") || args.Contains("--internal-msbuild-node")
        => await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
    _ => await ConsoleRunner.Run(args),
};
