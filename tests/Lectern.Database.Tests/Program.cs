using Lectern.Database.Tests;
using Lectern.Database.Tests.Support;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

// The same choice that xunit's own entry point makes, after ours.
return args switch
{
    [VictimProcess.WriteMode, var connectionString] => await VictimProcess.WriteForeverAsync(connectionString),
    [VictimProcess.LockMode, var connectionString] => await VictimProcess.HoldMigrationLockAsync(connectionString),
    [VictimProcess.ServeMode] => await VictimProcess.HoldServerAsync(),
    _ when args.Contains("--server") || args.Contains("--internal-msbuild-node")
        => await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
    _ => await ConsoleRunner.Run(args),
};
