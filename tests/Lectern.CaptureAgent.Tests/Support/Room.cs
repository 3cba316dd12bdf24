using System.Net;
using System.Text.Json;
using Lectern.CaptureAgent.Recording;
using Lectern.CaptureAgent.Spool;
using Lectern.Contracts;
using Lectern.Contracts.Devices;
using Lectern.Contracts.Schedules;
using Lectern.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Lectern.CaptureAgent.Tests.Support;

/// <summary>A room with an agent in this process and test sources, small enough for a busy machine.</summary>
internal sealed class Room : IAsyncDisposable
{
    private readonly TempFolder temporary = new();
    private IHost? host;

    public Room(params SourceSettings[] sources)
    {
        Folder = new AgentFolder(temporary.Path);
        Set(sources.Length > 0 ? sources : [Slides, Sound]);
        Book();
    }

    public static SourceSettings Slides { get; } = new() { Name = "slides", Role = SourceRole.Slides, Profile = "test", Width = 320, Height = 180, FrameRate = 10 };

    public static SourceSettings Sound { get; } = new() { Name = "sound", Role = SourceRole.Sound, Profile = "test" };

    public AgentFolder Folder { get; }

    public Recorder Recorder => host!.Services.GetRequiredService<Recorder>();

    public SpoolStore Spool => host!.Services.GetRequiredService<SpoolStore>();

    public T Get<T>()
        where T : notnull => host!.Services.GetRequiredService<T>();

    public static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public void Set(params IReadOnlyList<SourceSettings> sources) =>
        DurableFile.Replace(Folder.Settings, JsonSerializer.SerializeToUtf8Bytes(new AgentSettings { Version = "1", Room = "A 101", Sources = sources }, CaptureJson.Default.AgentSettings));

    /// <summary>Books what is given in place of what was booked.</summary>
    public void Book(params IReadOnlyList<ScheduledBooking> bookings) =>
        DurableFile.Replace(Folder.Schedule, JsonSerializer.SerializeToUtf8Bytes(new Schedule("1", bookings), CaptureJson.Default.Schedule));

    /// <summary>A booking that begins and ends so many seconds from now.</summary>
    public static ScheduledBooking Booking(double from, double to) => new(Guid.CreateVersion7(), Now.AddSeconds(from), Now.AddSeconds(to), "Algebra");

    public async Task StartAsync(int port = 0, ISpoolDisk? disk = null, string? installed = null, MovedClock? wall = null, IPAddress? listen = null, string? secret = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(disk ?? new SpoolDisk(Folder));
        if (wall is not null)
        {
            builder.Services.AddSingleton(new AnchoredClock(wall, () => wall.Uptime, () => wall.Uptime - wall.Slept.TotalSeconds));
        }

        builder.Services.AddCaptureAgent(new AgentOptions(Folder.Root, Port: port) { Listen = listen, Secret = secret, Installed = installed, IsSupervised = true });
        host = builder.Build();
        await host.StartAsync();
    }

    public async Task StopAsync()
    {
        if (host is not null)
        {
            await host.StopAsync();
            host.Dispose();
            host = null;
        }
    }

    public string? Order(OrderKind kind, int? minutes = null) => Recorder.Apply(new Order(Guid.CreateVersion7(), kind, minutes)).Problem;

    public static async Task UntilAsync(Func<bool> isSo, double seconds = 20)
    {
        for (var until = Now.AddSeconds(seconds); !isSo();)
        {
            Assert.True(Now < until, "It did not come to be.");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until each source has so many fragments more than now in its last part.</summary>
    public async Task UntilWrittenAsync(int fragments, params string[] sources)
    {
        foreach (var source in sources.Length > 0 ? sources : ["slides", "sound"])
        {
            var before = Lines(source);
            await UntilAsync(() => Lines(source) >= before + fragments);
        }
    }

    public int Lines(string source) => Spool.Recordings.SelectMany(recording => recording.Parts).Where(part => part.Source == source).Sum(part => Math.Max(0, part.Mark.Lines - 1));

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        temporary.Dispose();
    }
}
