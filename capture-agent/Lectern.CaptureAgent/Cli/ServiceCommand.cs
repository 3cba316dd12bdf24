using System.CommandLine;
using System.Runtime.Versioning;
using Lectern.CaptureAgent.Session;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lectern.CaptureAgent.Cli;

/// <summary>What Windows' service manager starts; the recorder itself is another process.</summary>
[SupportedOSPlatform("windows")]
internal static class ServiceCommand
{
    public static Command Create() => RecorderOptions.On(
        new Command("service", "Keeps the recorder running where the machine's desktop is; Windows' service manager starts this."), RunAsync);

    private static async Task<int> RunAsync(AgentOptions options, CancellationToken cancellationToken)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "lectern-agent" });
        builder.Services.AddLogging(logging => logging.AddSimpleConsole(console => console.SingleLine = true)).AddWindowsService(service => service.ServiceName = "LecternAgent");
        builder.Services.AddSingleton(options).AddSingleton(TimeProvider.System).AddHostedService<HelperKeeper>();
        using var host = builder.Build();
        await host.RunAsync(cancellationToken);
        return 0;
    }
}
