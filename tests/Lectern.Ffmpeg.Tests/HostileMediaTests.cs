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

    [Theory]
    [InlineData("url ")]
    [InlineData("alis")]
    public async Task An_mp4_whose_content_lies_elsewhere_plays_nothing_of_it(string kind)
    {
        // A movie's data reference may name an address or, in QuickTime, a path (ISO/IEC 14496-12 §8.7.2).
        var clip = await ClipMaker.GetAsync(Recipes.Silent);
        var file = await WriteExternalReferenceAsync(clip, kind, kind == "alis" ? Alias(clip) : Encoding.ASCII.GetBytes(Address + "/other.mp4\0"));

        var bytes = await DecodeAsync(file);

        Assert.Equal(0, bytes);
        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task That_reference_is_well_made_and_would_be_followed_if_it_were_allowed()
    {
        var clip = await ClipMaker.GetAsync(Recipes.Silent);

        var bytes = await DecodeAsync(await WriteExternalReferenceAsync(clip, "alis", Alias(clip)), "-enable_drefs", "1", "-use_absolute_path", "1");

        Assert.True(bytes > 0);
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

    private static async Task<long> DecodeAsync(string file, params string[] options)
    {
        using var frames = new MemoryStream();
        var decode = Machine.Tool.Ffmpeg(
            [.. InputGuard.ForFfmpeg(file, Machine.Tool.Limits, options), "-f", "rawvideo", "-frames:v", "1", "pipe:1"], TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(20));
        await Machine.Tool.Runner.RunAsync(decode with { FailsOnExitCode = false }, new() { Output = frames }, Token);
        return frames.Length;
    }

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

    // Puts a reference to elsewhere where the clip says "in this file", and blanks the clip's own content. Its index stands behind its
    // content, so that no offset changes.
    private async Task<string> WriteExternalReferenceAsync(string clip, string kind, byte[] reference)
    {
        var whole = await File.ReadAllBytesAsync(clip, Token);
        foreach (var box in new[] { "moov", "trak", "mdia", "minf", "dinf", "dref", "url " })
        {
            var at = whole.AsSpan().IndexOf(Encoding.ASCII.GetBytes(box)) - 4;
            Assert.True(at > 0, box);
            BinaryPrimitives.WriteInt32BigEndian(whole.AsSpan(at), BinaryPrimitives.ReadInt32BigEndian(whole.AsSpan(at)) + reference.Length);
        }

        var entry = whole.AsSpan().IndexOf("url "u8);
        Encoding.ASCII.GetBytes(kind).CopyTo(whole, entry);
        whole[entry + 7] = 0;
        var content = whole.AsSpan().IndexOf("mdat"u8);
        whole.AsSpan(content + 4, BinaryPrimitives.ReadInt32BigEndian(whole.AsSpan(content - 4)) - 8).Clear();
        await File.WriteAllBytesAsync(folder.File("reference.mov"), [.. whole[..(entry + 8)], .. reference, .. whole[(entry + 8)..]], Token);
        return folder.File("reference.mov");
    }

    // An alias record with nothing but an absolute path (record type 2), as QuickTime's reader expects it.
    private static byte[] Alias(string path)
    {
        var name = Encoding.ASCII.GetBytes(path.Length % 2 == 0 ? path : "/" + path);
        byte[] length = [(byte)(name.Length >> 8), (byte)name.Length];
        return [.. new byte[10 + 28 + 12 + 64 + 16 + 4 + 16], 0, 2, .. length, .. name, 0xff, 0xff, 0, 0];
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
