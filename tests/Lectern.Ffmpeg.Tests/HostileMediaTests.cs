using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Lectern.Ffmpeg.Probing;
using Lectern.TestSupport;
using Lectern.TestSupport.Clips;

namespace Lectern.Ffmpeg.Tests;

/// <summary>Files made to reach the network or other files of the server, or to exhaust it.</summary>
public sealed class HostileMediaTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly FfprobeRunner prober = new(Machine.Tool);

    public HostileMediaTests() => listener.Start();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Address => $"http://{listener.LocalEndpoint}";

    [Fact]
    public async Task The_listener_would_notice_an_unguarded_ffprobe()
    {
        // The other tests mean nothing unless the same file does call out without the guard.
        var file = await WriteAsync("playlist.m3u8", HttpPlaylist());
        using var ffprobe = Process.Start(new ProcessStartInfo("ffprobe", ["-v", "error", "-rw_timeout", "1000000", "-allowed_extensions", "ALL", "-protocol_whitelist", "file,http,tcp", file]) { RedirectStandardError = true })!;

        using var caller = await listener.AcceptTcpClientAsync(Token).AsTask().WaitAsync(TimeSpan.FromSeconds(10), Token);

        Assert.True(caller.Connected);
        caller.Close();
        ffprobe.Kill();
    }

    [Theory]
    [InlineData("lecture.m3u8")]
    [InlineData("lecture.mp4")]
    public async Task A_playlist_reaches_no_address(string name)
    {
        var file = await WriteAsync(name, HttpPlaylist());

        await AssertRefusedAsync(file);
    }

    [Theory]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile://{0}\n#EXT-X-ENDLIST\n")]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{0}\n#EXT-X-ENDLIST\n")]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nconcat:{0}|{0}\n#EXT-X-ENDLIST\n")]
    [InlineData("ffconcat version 1.0\nfile '{0}'\n")]
    [InlineData("<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"><Period><AdaptationSet><Representation><BaseURL>file://{0}</BaseURL></Representation></AdaptationSet></Period></MPD>")]
    public async Task A_list_opens_no_other_file_of_the_server(string list)
    {
        var secret = await ClipMaker.GetAsync(Recipes.Lecture);
        var file = await WriteAsync("lecture.mp4", string.Format(System.Globalization.CultureInfo.InvariantCulture, list, secret));

        await AssertRefusedAsync(file);
    }

    [Fact]
    public async Task An_mp4_whose_content_lies_in_another_file_plays_nothing_of_it()
    {
        // A movie's data reference may name a file (ISO/IEC 14496-12 §8.7.2); its own content is taken away here.
        var file = await WriteExternalReferenceAsync(await ClipMaker.GetAsync(Recipes.Silent));
        var probe = await prober.ProbeAsync(file, Token);
        using var frames = new MemoryStream();
        var decode = Machine.Tool.Ffmpeg(
            [.. InputGuard.ForFfmpeg(file, Machine.Tool.Limits), "-f", "rawvideo", "-frames:v", "1", "pipe:1"], TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(20));

        await Machine.Tool.Runner.RunAsync(decode with { FailsOnExitCode = false }, new() { Output = frames }, Token);

        Assert.Equal(0, frames.Length);
        Assert.False(listener.Pending());
        Assert.True(probe.Fault is null or MediaFault.Damaged or MediaFault.NoPlayableStream);
    }

    [Fact]
    public async Task A_picture_of_thirty_thousand_by_thirty_thousand_is_refused_before_it_is_unpacked()
    {
        var bomb = await WriteBombAsync(await ClipMaker.GetAsync(new Clip(".mov", "-f", "lavfi", "-i", "color=black:s=64x64:d=1:r=5", "-c:v", "mjpeg")), 30_000);

        var probe = await prober.ProbeAsync(bomb, Token);

        Assert.Equal(MediaFault.TooLarge, probe.Fault);
    }

    [Fact]
    public async Task A_file_of_hundreds_of_streams_is_refused()
    {
        var maps = Enumerable.Repeat(new[] { "-map", "0:a" }, 200).SelectMany(map => map);
        var file = await ClipMaker.GetAsync(new Clip(".mkv", ["-f", "lavfi", "-i", "sine=300:d=0.1", .. maps, "-c:a", "pcm_s16le"]));

        var probe = await prober.ProbeAsync(file, Token);

        Assert.Equal(MediaFault.TooLarge, probe.Fault);
    }

    [Fact]
    public async Task A_recording_longer_than_allowed_is_refused()
    {
        var tool = FfmpegTool.Locate(new FfmpegOptions { MaxDuration = TimeSpan.FromSeconds(2) }, new Lectern.Ffmpeg.Children.ChildRunner());

        var probe = await new FfprobeRunner(tool).ProbeAsync(await ClipMaker.GetAsync(Recipes.Lecture), Token);

        Assert.Equal(MediaFault.TooLong, probe.Fault);
    }

    public void Dispose()
    {
        listener.Dispose();
        folder.Dispose();
    }

    private string HttpPlaylist() =>
        $"#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:1\n#EXTINF:1.0,\n{Address}/segment.ts\n#EXT-X-ENDLIST\n";

    private async Task AssertRefusedAsync(string file)
    {
        var probe = await prober.ProbeAsync(file, Token);
        var media = new MediaProbe { Container = "mov", Audios = [new AudioTrack { Index = 0, Codec = "aac", Channels = 1, SampleRate = 48000 }] };
        var extraction = await new AudioExtractor(Machine.Tool).ToStreamAsync(file, media, Stream.Null, Token);

        Assert.Equal(MediaFault.NotMedia, probe.Fault);
        Assert.Equal(AudioExtraction.Unreadable, extraction);
        Assert.False(listener.Pending());
    }

    private async Task<string> WriteAsync(string name, string text)
    {
        await File.WriteAllTextAsync(folder.File(name), text, Token);
        return folder.File(name);
    }

    // Turns the self-contained data reference "url " of the clip into one that names the clip, and blanks the clip's own content.
    private async Task<string> WriteExternalReferenceAsync(string clip)
    {
        var bytes = await File.ReadAllBytesAsync(clip, Token);
        var reference = bytes.AsSpan().IndexOf("url "u8);
        Assert.True(reference > 0);
        bytes[reference + 7] = 0;
        var content = bytes.AsSpan().IndexOf("mdat"u8);
        var length = (int)BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(content - 4)) - 8;
        bytes.AsSpan(content + 4, length).Clear();
        Encoding.ASCII.GetBytes(Address).CopyTo(bytes, content + 4);
        await File.WriteAllBytesAsync(folder.File("reference.mp4"), bytes, Token);
        return folder.File("reference.mp4");
    }

    // Every JPEG frame header (SOF0) and the track's own size say that the picture is huge.
    private async Task<string> WriteBombAsync(string clip, ushort side)
    {
        var bytes = await File.ReadAllBytesAsync(clip, Token);
        for (var at = 0; at < bytes.Length - 9; at++)
        {
            if (bytes[at] == 0xff && bytes[at + 1] == 0xc0)
            {
                BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(at + 5), side);
                BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(at + 7), side);
            }
        }

        var entry = bytes.AsSpan().IndexOf("jpeg"u8);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(entry + 28), side);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(entry + 30), side);
        await File.WriteAllBytesAsync(folder.File("bomb.mov"), bytes, Token);
        return folder.File("bomb.mov");
    }
}
