using System.Diagnostics;
using Lectern.TestSupport;
using Lectern.Web.Tests.Support;

namespace Lectern.Web.Tests.Capture.Agents;

/// <summary>A real screen on which nothing is shown (Xvfb), and a real microphone that hears nothing (PulseAudio): what a hall is whose projector and mixer are off.</summary>
internal sealed class QuietHall : IDisposable
{
    public const string Microphone = "hall.monitor";

    private const string SoundServer = "PULSE_SERVER";
    private readonly string? _before = Environment.GetEnvironmentVariable(SoundServer);
    private readonly TempFolder _folder = new();
    private readonly List<Process> _servers = [];

    public string Display { get; private set; } = "";

    public static async Task<QuietHall> OpenAsync()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/Xvfb") && File.Exists("/usr/bin/pulseaudio"), "Xvfb or PulseAudio is not there.");
        var hall = new QuietHall();
        try
        {
            await hall.StartAsync();
            return hall;
        }
        catch (Exception)
        {
            hall.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(SoundServer, _before);
        foreach (var server in _servers)
        {
            server.Kill();
            server.WaitForExit();
            server.Dispose();
        }

        _folder.Dispose();
    }

    private async Task StartAsync()
    {
        var screen = Start(new ProcessStartInfo("Xvfb", ["-displayfd", "1", "-screen", "0", "320x180x24", "-nolisten", "tcp", "-br"]) { RedirectStandardOutput = true, RedirectStandardError = true });
        var socket = _folder.File("native");
        var sound = new ProcessStartInfo("pulseaudio", ["-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "-L", "module-null-sink sink_name=hall", "-L", $"module-native-protocol-unix socket={socket} auth-anonymous=1"]) { RedirectStandardError = true };
        sound.Environment["HOME"] = sound.Environment["XDG_RUNTIME_DIR"] = sound.Environment["PULSE_RUNTIME_PATH"] = _folder.Path;
        Start(sound);
        Display = $":{await screen.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? throw new InvalidOperationException("Xvfb did not start.")}";
        await Eventually.FindAsync(() => Task.FromResult(File.Exists(socket) ? "there" : null));
        Environment.SetEnvironmentVariable(SoundServer, $"unix:{socket}");
    }

    private Process Start(ProcessStartInfo start)
    {
        var server = Process.Start(start)!;
        _servers.Add(server);
        server.BeginErrorReadLine();
        return server;
    }
}
