using Lectern.CaptureAgent.Inputs;
using Lectern.CaptureAgent.Looking;
using Lectern.CaptureAgent.Panel;
using Lectern.CaptureAgent.Recording;
using Lectern.CaptureAgent.Scheduling;
using Lectern.CaptureAgent.Signals;
using Lectern.CaptureAgent.Spool;
using Lectern.CaptureAgent.Status;
using Lectern.CaptureAgent.Upkeep;
using Lectern.CaptureAgent.Uploading;
using Lectern.Ffmpeg.Children;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lectern.CaptureAgent;

/// <summary>Puts the agent together.</summary>
internal static class CaptureAgentServices
{
    public static IServiceCollection AddCaptureAgent(this IServiceCollection services, AgentOptions options)
    {
        services.AddLogging(logging => logging.AddSimpleConsole(console => console.SingleLine = true));
        if (options.KeepsLog)
        {
            services.AddSingleton<ILoggerProvider>(new LogFile(new AgentFolder(options.Data).Log, TimeProvider.System));
        }

        services.AddSystemd().AddWindowsService();
        services.TryAddSingleton(new AnchoredClock(TimeProvider.System, () => Uptime.Seconds, () => Uptime.Awake));
        services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<AnchoredClock>());
        services.AddSingleton(options).AddSingleton(new AgentFolder(options.Data));
        services.AddSingleton(provider => new ChildRegistry(provider.GetRequiredService<AgentFolder>().Children));
        services.AddSingleton(provider => new ChildRunner(provider.GetRequiredService<ChildRegistry>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<ISpoolDisk, SpoolDisk>();
        services.AddSingleton<SpoolStore>().AddSingleton<PlanKeeper>();
        services.AddSingleton<SignalBoard>().AddSingleton<SignalChecks>().AddSingleton<Watchers>().AddSingleton<LookSet>();
        services.AddSingleton<AlarmBell>().AddSingleton<SpaceWatch>().AddSingleton<EncoderWords>().AddSingleton<Encoder>().AddSingleton<SourceSet>().AddSingleton<KeptAnchor>().AddSingleton<Recorder>();
        services.AddSingleton<EndWatch>().AddHostedService(provider => provider.GetRequiredService<EndWatch>());
        // Before all that records and brings: whatever else runs finds the spool as its recovery left it.
        services.AddHostedService(provider => provider.GetRequiredService<Recorder>());
        services.AddHostedService<LocalPanel>();
        return services.AddTool();
    }

    private static IServiceCollection AddTool(this IServiceCollection services) => services
        .AddSingleton<DeviceStore>()
        .AddSingleton(provider => new Tool(
            NewClient(provider.GetRequiredService<DeviceStore>()),
            provider.GetRequiredService<DeviceStore>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<Tool>>()))
        .AddSingleton<RunMarks>().AddSingleton<Enrolment>().AddSingleton<Wanted>().AddSingleton<UploadLedger>().AddSingleton<MachineLoad>().AddSingleton<StatusReport>().AddSingleton<LogBundle>()
        .AddSingleton<Versions>().AddSingleton<UpdateKey>().AddSingleton<UpdateTaker>().AddSingleton<QuietWatch>().AddSingleton<OrderReports>().AddSingleton<CarryOutUpdate>().AddSingleton<UpkeepOrders>().AddSingleton<StatusSender>()
        .AddHostedService(provider => provider.GetRequiredService<UpkeepOrders>())
        .AddHostedService<OrderPoll>().AddHostedService<Uploader>().AddHostedService(provider => provider.GetRequiredService<StatusSender>()).AddHostedService<VersionCare>().AddHostedService<PictureSender>().AddHostedService<KeyCare>()
        .AddSingleton(provider => new FindInputs(provider.GetRequiredService<AgentOptions>(), provider.GetRequiredService<ChildRunner>()))
        .AddHostedService(provider => new InputSender(
            provider.GetRequiredService<FindInputs>(), provider.GetRequiredService<Tool>(), () => provider.GetRequiredService<Recorder>().View, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<InputSender>>()));

    // One for as long as the agent runs: it looks names up again, and what watches each request ends it, not a limit for all.
    private static HttpClient NewClient(DeviceStore store) => new(new DeviceKeyHandler(store, new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    }))
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };
}
