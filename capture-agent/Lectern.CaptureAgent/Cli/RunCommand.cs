using System.CommandLine;
using Microsoft.Extensions.Hosting;

namespace Lectern.CaptureAgent.Cli;

internal static class RunCommand
{
    public static Command Create()
    {
        var data = DataOption.Create();
        var ffmpeg = new Option<string>("--ffmpeg") { Description = "ffmpeg: a name on PATH or a path.", DefaultValueFactory = _ => "ffmpeg" };
        var port = new Option<int>("--port") { Description = "Where the panel listens to this machine; 0 for nowhere.", DefaultValueFactory = _ => AgentOptions.DefaultPort };
        var command = new Command("run", "Records what is booked, until it is stopped.") { data, ffmpeg, port };
        command.SetAction((parsed, cancellationToken) => RunAsync(new AgentOptions(parsed.GetValue(data)!, parsed.GetValue(ffmpeg)!, parsed.GetValue(port)), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(AgentOptions options, CancellationToken cancellationToken)
    {
        // Settings come from the tool and the command line; a file of the folder that happens to be current is none of ours.
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "lectern-agent" });
        builder.Services.AddCaptureAgent(options);
        using var host = builder.Build();
        await host.RunAsync(cancellationToken);
        return 0;
    }
}
