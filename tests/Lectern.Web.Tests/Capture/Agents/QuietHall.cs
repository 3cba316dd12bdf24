using System.Diagnostics;
using Lectern.TestSupport;
using Lectern.Web.Tests.Support;

namespace Lectern.Web.Tests.Capture.Agents;

/// <summary>A real screen on which nothing is shown (Xvfb), and a real microphone that hears nothing (PulseAudio): what a hall is whose projector and mixer are off.</summary>
internal sealed class QuietHall : IDisposable
{
    private readonly TempFolder _folder;
    private readonly Process _screen;
    private readonly Process _sound;

    private QuietHall(TempFolder folder, Process screen, Process sound, string display) => (_folder, _screen, _sound, Display) = (folder, screen, sound, $":{display}");

    public string Display { get; }

    public const string Microphone = "hall.monitor";

    public string SoundServer => $"unix:{_folder.File("native")}";

    public static async Task<QuietHall> OpenAsync()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/Xvfb") && File.Exists("/usr/bin/pulseaudio"), "Xvfb or PulseAudio is not there.");
        var folder = new TempFolder();
        var screen = Process.Start(new ProcessStartInfo("Xvfb", ["-displayfd", "1", "-screen", "0", "320x180x24", "-nolisten", "tcp", "-br"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        screen.BeginErrorReadLine();
        var start = new ProcessStartInfo("pulseaudio", ["-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "-L", "module-null-sink sink_name=hall", "-L", $"module-native-protocol-unix socket={folder.File("native")} auth-anonymous=1"]) { RedirectStandardError = true };
        start.Environment["HOME"] = start.Environment["XDG_RUNTIME_DIR"] = start.Environment["PULSE_RUNTIME_PATH"] = folder.Path;
        var sound = Process.Start(start)!;
        sound.BeginErrorReadLine();
        var display = await screen.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        await Eventually.FindAsync(() => Task.FromResult(File.Exists(folder.File("native")) ? "there" : null));
        return new QuietHall(folder, screen, sound, display ?? throw new InvalidOperationException("Xvfb did not start."));
    }

    public void Dispose()
    {
        foreach (var server in (Process[])[_screen, _sound])
        {
            server.Kill();
            server.WaitForExit();
            server.Dispose();
        }

        _folder.Dispose();
    }
}
