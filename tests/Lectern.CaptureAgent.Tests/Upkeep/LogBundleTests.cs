using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Lectern.CaptureAgent.Recording;
using Lectern.CaptureAgent.Status;
using Lectern.CaptureAgent.Tests.Support;
using Lectern.CaptureAgent.Upkeep;
using Lectern.Contracts;
using Lectern.Contracts.Devices;

namespace Lectern.CaptureAgent.Tests.Upkeep;

public sealed class LogBundleTests : IAsyncDisposable
{
    private const string Password = "s3cr@t/pw";
    private static readonly SourceSettings s_camera = new()
    {
        Name = "presenter", Role = SourceRole.Presenter, Profile = "rtsp", Device = $"rtsp://admin:{Password}@10.0.0.5:554/stream?password=h1dden&x=1",
    };

    private static readonly SourceSettings s_other = new()
    {
        Name = "slides", Role = SourceRole.Slides, Profile = "rtsp", Device = "rtsp://op:it's<a>\"long\"one&é@10.0.0.6/live/h1ddenpath?x=un5aid",
    };

    private readonly Room room = new(s_camera, s_other, Room.Sound);

    public ValueTask DisposeAsync() => room.DisposeAsync();

    [Fact]
    public async Task It_says_how_the_machine_is_and_holds_no_secret()
    {
        var (key, next, button) = (DeviceKey.Create(), DeviceKey.Create(), DeviceKey.Create());
        await room.StartAsync();
        room.Get<DeviceStore>().Write(new DeviceFile
        {
            Server = new Uri("http://127.0.0.1:9"), Device = Guid.CreateVersion7(), Room = Guid.CreateVersion7(), RoomName = "A 101", Key = key, OtherKey = next, KeySince = Room.Now,
        });
        room.Get<EncoderWords>().Put("presenter", $"[rtsp @ 0x1] {s_camera.Device}: Connection refused");
        room.Get<EncoderWords>().Put("slides", $"Error opening input file {s_other.Device}. /live/h1ddenpath?x=un5aid: 404");
        File.WriteAllText(room.Folder.Log, $"{{\"device\":{JsonSerializer.Serialize(s_other.Device)}}}\nIt signed in with {key} or Bearer 1.{next}.\nPressed: http://lectern.example.edu/room/1/{button}/start\nAsked rtsp://admin:{Uri.EscapeDataString(Password)}@10.0.0.5 and said {Password}.\n");

        var parts = await UnpackAsync();

        var all = string.Join('\n', parts.Select(part => $"{part.Key}\n{part.Value}"));
        Assert.All((string[])[key, next, button, Password, Uri.EscapeDataString(Password), "s3cr", "h1dden", "un5aid", "it's", "long", "u0027s"], secret => Assert.DoesNotContain(secret, all, StringComparison.Ordinal));
        Assert.Equal(["agent.log", "ffmpeg.txt", "machine.txt", "settings.json", "status.json"], parts.Keys.Order());
        Assert.Contains("rtsp://10.0.0.6\"", parts["settings.json"], StringComparison.Ordinal);
        Assert.Contains("Connection refused", parts["ffmpeg.txt"], StringComparison.Ordinal);
        Assert.Contains("ffmpeg version", parts["machine.txt"], StringComparison.Ordinal);
        Assert.Contains("Pressed:", parts["agent.log"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_no_larger_than_a_log_may_be_and_holds_the_newest()
    {
        await room.StartAsync();
        File.WriteAllText(Path.ChangeExtension(room.Folder.Log, "1.log"), "the oldest");
        File.WriteAllText(room.Folder.Log, $"{string.Join(' ', Enumerable.Range(0, 9).Select(_ => RandomNumberGenerator.GetHexString(1 << 20)))} the newest");

        var bytes = await room.Get<LogBundle>().MakeAsync(TestContext.Current.CancellationToken);

        var parts = Unpack(bytes);
        Assert.InRange(bytes.Length, 1, CapturePaths.LargestLog);
        Assert.EndsWith("the newest", parts["agent.log"], StringComparison.Ordinal);
        Assert.DoesNotContain("agent.1.log", parts.Keys);
    }

    private async Task<Dictionary<string, string>> UnpackAsync() => Unpack(await room.Get<LogBundle>().MakeAsync(TestContext.Current.CancellationToken));

    private static Dictionary<string, string> Unpack(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes));
        return zip.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return reader.ReadToEnd();
        });
    }
}
