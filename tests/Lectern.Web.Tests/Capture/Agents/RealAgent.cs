using Lectern.CaptureAgent;
using Lectern.CaptureAgent.Recording;
using Lectern.CaptureAgent.Spool;
using Lectern.CaptureAgent.Status;
using Lectern.CaptureAgent.Uploading;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Capture.Rooms;
using Lectern.TestSupport;
using Lectern.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lectern.Web.Tests.Capture.Agents;

/// <summary>An agent as it is, all of its services in this process, in a room that has no sources: it starts no encoder.</summary>
internal sealed class RealAgent : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly IHost _host;

    private RealAgent(DeviceFile enrolled, Room room, Action<IServiceCollection>? replace)
    {
        Room = room;
        new DeviceStore(Folder).Write(enrolled);
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddCaptureAgent(new AgentOptions(Folder.Root));
        builder.Services.AddLogging(logging => logging.ClearProviders());
        replace?.Invoke(builder.Services);
        _host = builder.Build();
    }

    public Room Room { get; }

    public AgentFolder Folder => new(_folder.Path);

    public Recorder Recorder => _host.Services.GetRequiredService<Recorder>();

    public SpoolStore Spool => _host.Services.GetRequiredService<SpoolStore>();

    /// <summary>So many agents, each in a room of its own; not started.</summary>
    public static async Task<IReadOnlyList<RealAgent>> EnrolAsync(LecternApp app, int count, Uri? server = null, Action<IServiceCollection>? replace = null)
    {
        var agents = new List<RealAgent>();
        var rows = new List<object>();
        for (var number = 0; number < count; number++)
        {
            var (room, key, now) = (new Room { Name = Visit.Unique("Hall"), TimeZone = "Europe/Vienna" }, DeviceKey.Create(), app.Get<TimeProvider>().GetUtcNow());
            var code = new EnrolmentCode { RoomId = room.Id, CodeHash = DeviceKey.Create(), ExpiresAt = now, SpentAt = now };
            var device = new Device { RoomId = room.Id, CodeId = code.Id, KeyHash = KeyHashes.FromHex(DeviceKey.HashOf(key))!, Machine = "hall-pc", System = "Debian 13", Agent = "1", EnrolledAt = now };
            rows.AddRange([room, code, device]);
            agents.Add(new RealAgent(
                new DeviceFile { Server = server ?? new Uri(app.Url), Device = device.Id, Room = room.Id, RoomName = room.Name, Key = key, KeySince = TimeProvider.System.GetUtcNow() }, room, replace));
        }

        await app.Database.AddAsync([.. rows], TestContext.Current.CancellationToken);
        return agents;
    }

    /// <summary>What brings its spool to the tool, to be started alone.</summary>
    public Uploader Uploader => _host.Services.GetServices<IHostedService>().OfType<Uploader>().Single();

    /// <summary>Another one on a copy of its disk, as that is before its first start.</summary>
    public RealAgent Copy() => new(new DeviceStore(Folder).Read()!, Room, null);

    public Task StopAsync() => _host.StopAsync(TestContext.Current.CancellationToken);

    public Task StartAsync() => _host.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
        _folder.Dispose();
    }
}
