using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Lectern.TestSupport;

namespace Lectern.CaptureAgent.Tests.Support;

/// <summary>
/// A camera in the network: ffmpeg encodes and cuts into RTP packets, and this hands them to one who asks by RTSP (RFC 2326), each in the connection itself (10.12), as the agent wants them. It can be pulled out and
/// plugged in again.
/// </summary>
internal sealed class NetworkCamera : IAsyncDisposable
{
    private const string Session = "4711";
    private static readonly string[] s_methods = ["OPTIONS", "DESCRIBE", "SETUP", "PLAY"];
    private readonly TempFolder folder;
    private readonly Process encoder;
    private readonly UdpClient packets;
    private readonly string description;
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<TcpClient, bool> viewers = new();
    private readonly Task forwarding;
    private TcpListener listener = new(IPAddress.Loopback, 0);
    private Task serving;

    private NetworkCamera(TempFolder folder, Process encoder, UdpClient packets, string description)
    {
        (this.folder, this.encoder, this.packets, this.description) = (folder, encoder, packets, description);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        serving = ServeAsync(listener);
        forwarding = ForwardAsync();
    }

    public int Port { get; }

    public string Address => string.Create(CultureInfo.InvariantCulture, $"rtsp://viewer:geheim@127.0.0.1:{Port}/stream1");

    public static async Task<NetworkCamera> StartAsync()
    {
        var folder = new TempFolder();
        var packets = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)packets.Client.LocalEndPoint!).Port;
        string[] arguments =
        [
            "-nostdin", "-v", "error", "-re", "-f", "lavfi", "-i", "testsrc2=size=320x180:rate=10", "-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-g", "10", "-pix_fmt", "yuv420p",
            "-sdp_file", folder.File("camera.sdp"), "-f", "rtp", $"rtp://127.0.0.1:{port}?pkt_size=1200",
        ];
        var encoder = Process.Start(new ProcessStartInfo("ffmpeg", arguments) { RedirectStandardError = true })!;
        encoder.BeginErrorReadLine();
        await Room.UntilAsync(() => File.Exists(folder.File("camera.sdp")) && File.ReadAllText(folder.File("camera.sdp")).Contains("a=fmtp", StringComparison.Ordinal));
        return new NetworkCamera(folder, encoder, packets, DescriptionOf(await File.ReadAllLinesAsync(folder.File("camera.sdp"))));
    }

    /// <summary>Whoever looks sees nothing more, and nobody is answered.</summary>
    public async Task PullOutAsync()
    {
        listener.Stop();
        await serving;
        foreach (var viewer in viewers.Keys)
        {
            viewer.Dispose();
        }
    }

    public void PlugIn()
    {
        listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        serving = ServeAsync(listener);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await PullOutAsync();
        packets.Dispose();
        await forwarding;
        encoder.Kill();
        await encoder.WaitForExitAsync();
        encoder.Dispose();
        stop.Dispose();
        folder.Dispose();
    }

    // What ffmpeg says of where it sends is of no use to a viewer.
    private static string DescriptionOf(IEnumerable<string> lines) =>
        string.Join("\r\n", lines.Where(line => line.Length > 1 && line[1] == '=' && !line.StartsWith("c=", StringComparison.Ordinal)).Select(line => line.StartsWith("m=video", StringComparison.Ordinal) ? "m=video 0 RTP/AVP 96\r\na=control:track1" : line)) + "\r\n";

    private async Task ServeAsync(TcpListener from)
    {
        try
        {
            while (true)
            {
                _ = AnswerAsync(await from.AcceptTcpClientAsync(stop.Token));
            }
        }
        catch (Exception ended) when (ended is SocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
        }
    }

    private async Task AnswerAsync(TcpClient viewer)
    {
        try
        {
            using var reader = new StreamReader(viewer.GetStream(), Encoding.ASCII, leaveOpen: true);
            while (await reader.ReadLineAsync(stop.Token) is { } request)
            {
                var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                while (await reader.ReadLineAsync(stop.Token) is { Length: > 0 } line && line.Split(':', 2) is [var name, var value])
                {
                    headers[name] = value.Trim();
                }

                // What it reports of what it got (RTCP) stands between the requests.
                if (headers.TryGetValue("CSeq", out var number))
                {
                    await SendAsync(viewer, s_methods.FirstOrDefault(method => request.Split(' ')[0].EndsWith(method, StringComparison.Ordinal)), number);
                }
            }
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException or ObjectDisposedException)
        {
        }

        viewers.TryRemove(viewer, out _);
    }

    private async Task SendAsync(TcpClient viewer, string? method, string number)
    {
        var (headers, body) = method switch
        {
            "OPTIONS" => ("Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN\r\n", ""),
            "DESCRIBE" => ($"Content-Type: application/sdp\r\nContent-Base: rtsp://127.0.0.1:{Port}/stream1/\r\nContent-Length: {description.Length}\r\n", description),
            "SETUP" => ($"Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\nSession: {Session}\r\n", ""),
            _ => ($"Session: {Session}\r\n", ""),
        };
        await viewer.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"RTSP/1.0 200 OK\r\nCSeq: {number}\r\n{headers}\r\n{body}"), stop.Token);
        if (method == "PLAY")
        {
            viewers[viewer] = true;
        }
    }

    // $, the channel, the length, the packet.
    private async Task ForwardAsync()
    {
        try
        {
            while (true)
            {
                var packet = (await packets.ReceiveAsync(stop.Token)).Buffer;
                byte[] framed = [(byte)'$', 0, (byte)(packet.Length >> 8), (byte)packet.Length, .. packet];
                foreach (var viewer in viewers.Keys)
                {
                    await TryWriteAsync(viewer, framed);
                }
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException or SocketException)
        {
        }
    }

    private async Task TryWriteAsync(TcpClient viewer, byte[] bytes)
    {
        try
        {
            await viewer.GetStream().WriteAsync(bytes, stop.Token);
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException or InvalidOperationException)
        {
            viewers.TryRemove(viewer, out _);
        }
    }
}
