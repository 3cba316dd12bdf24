using Lectern.CaptureAgent.Spool;
using Lectern.CaptureAgent.Status;
using Lectern.CaptureAgent.Uploading;
using Lectern.Contracts.Recordings;
using Lectern.Ffmpeg.Fragments;
using Lectern.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lectern.CaptureAgent.Tests.Support;

/// <summary>A spool on one side, a tool on the other, and uploaders in between that live as long as a test wants.</summary>
internal sealed class UploadBench : IAsyncDisposable
{
    private readonly SpoolFolder folder = new();
    private readonly TempFolder uploads = new();
    private readonly List<IDisposable> agents = [];

    public UploadBench()
    {
        Memory = new ToolMemory(uploads.Path);
        Server = new ToolServer(Memory);
        Spool = folder.Open();
    }

    public ToolMemory Memory { get; }

    public ToolServer Server { get; }

    /// <summary>The spool of the agent that runs now.</summary>
    public SpoolStore Spool { get; private set; }

    public AgentFolder Folder => folder.Agent;

    public Tool Tool { get; private set; } = null!;

    public UploadLedger Ledger { get; } = new();

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task StartAsync()
    {
        await Server.StartAsync();
        var key = DeviceKey.Create();
        Memory.Keys.Add(DeviceKey.HashOf(key));
        new DeviceStore(Folder).Write(new DeviceFile
        {
            Server = Server.Address, Device = Memory.Device, Room = Guid.Empty, RoomName = "A 101", Key = key, KeySince = TimeProvider.System.GetUtcNow(),
        });
    }

    /// <summary>An agent as it is after a start: it knows what lies on the disk, and nothing else.</summary>
    public Uploader NewAgent(TimeProvider? clock = null)
    {
        Spool = folder.Open();
        return NewUploader(clock);
    }

    /// <summary>An uploader on the spool as it is.</summary>
    public Uploader NewUploader(TimeProvider? clock = null)
    {
        clock ??= new HurriedTime();
        var store = new DeviceStore(Folder);
        var http = new HttpClient(new DeviceKeyHandler(store, new SocketsHttpHandler())) { Timeout = Timeout.InfiniteTimeSpan };
        Tool = new Tool(http, store, clock, NullLogger<Tool>.Instance);
        var uploader = new Uploader(Folder, Spool, Tool, Ledger, clock, NullLogger<Uploader>.Instance);
        agents.Add(uploader);
        agents.Add(http);
        return uploader;
    }

    /// <summary>A recording of one source, from pieces.</summary>
    public static PartWriter Begin(SpoolStore spool, RecordingStart start, string source = "sound")
    {
        Assert.True(spool.TryBeginPart(start, SpoolFolder.Sound with { Name = source }, out var writer));
        return writer;
    }

    public static void Write(PartWriter writer, IEnumerable<MediaPiece> pieces)
    {
        foreach (var piece in pieces)
        {
            Assert.True(writer.TryAppend(piece, Pieces.At(writer.Part.Mark.Lines)));
        }
    }

    /// <summary>A recording that has ended, and the bytes of its parts.</summary>
    public async Task<Dictionary<(Guid Recording, string Source, int Part), byte[]>> RecordAsync(RecordingStart start, params string[] sources)
    {
        foreach (var source in sources.Length > 0 ? sources : ["sound"])
        {
            using var writer = Begin(Spool, start, source);
            Write(writer, await Pieces.LargeAsync());
        }

        Assert.True(Spool.TryEnd(start.Id, Pieces.At(100).At, []));
        return BytesOf(start.Id);
    }

    public Dictionary<(Guid Recording, string Source, int Part), byte[]> BytesOf(Guid recording) =>
        Spool.Find(recording)!.Parts.ToDictionary(part => (recording, part.Source, part.Part), part => File.ReadAllBytes(part.MediaPath));

    public static RecordingStart Start(int number = 0) => new(Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddYears(56).AddHours(number)), null, $"Algebra {number}", Pieces.At(0).At);

    /// <summary>Runs an agent until the tool has verified everything and it has forgotten it.</summary>
    public async Task FinishAsync(Uploader uploader, double seconds = 60)
    {
        await uploader.StartAsync(Token);
        await Room.UntilAsync(() => Spool.Recordings.Count == 0, seconds);
        await uploader.StopAsync(Token);
    }

    /// <summary>Fails unless the tool has exactly these bytes.</summary>
    public void AssertVerified(Dictionary<(Guid Recording, string Source, int Part), byte[]> expected)
    {
        foreach (var (name, bytes) in expected)
        {
            Assert.True(bytes.AsSpan().SequenceEqual(Memory.Verified.GetValueOrDefault(name)), $"{name} is not what was recorded.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        agents.ForEach(agent => agent.Dispose());
        folder.Dispose();
        uploads.Dispose();
    }
}
