using System.CommandLine;
using Lectern.CaptureAgent.Upkeep;
using Microsoft.Extensions.Hosting;

namespace Lectern.CaptureAgent.Cli;

internal static class RunCommand
{
    public static Command Create() => RecorderOptions.On(new Command("run", "Records what is booked, until it is stopped."), RunAsync);

    private static async Task<int> RunAsync(AgentOptions options, CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsWindows() && options is { IsSupervised: true, Installed: null })
        {
            Launcher.GoOn(options, Environment.GetCommandLineArgs()[1..]);
        }

        // Settings come from the tool and the command line; a file of the folder that happens to be current is none of ours.
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "lectern-agent" });
        builder.Services.AddCaptureAgent(options);
        using var host = builder.Build();
        await host.RunAsync(cancellationToken);
        return 0;
    }
}
