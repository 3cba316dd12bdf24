using System.Diagnostics;
using Lectern.TestSupport;

namespace Lectern.EndToEnd.Tests.Stack;

/// <summary>A PulseAudio server whose microphone hears somebody who reads, in real time and over and over.</summary>
internal sealed class Voice : IAsyncDisposable
{
    public const string Name = "mic";

    private readonly TempFolder _folder;
    private readonly List<Process> _processes = [];

    private Voice(TempFolder folder) => _folder = folder;

    /// <summary>What a program needs to find it.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string> { ["PULSE_SERVER"] = $"unix:{Socket}" };

    private string Socket => _folder.File("native");

    private string Pipe => _folder.File("pipe");

    public static async Task<Voice> StartAsync()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/pulseaudio") && Lecture.CanBeMade, "PulseAudio or speech is not there.");
        var voice = new Voice(new TempFolder());
        await voice.StartAsync("pulseaudio",
        [
            "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no",
            "-L", $"module-pipe-source source_name={Name} file={voice.Pipe} rate=48000 channels=1 format=s16le", "-L", $"module-native-protocol-unix socket={voice.Socket} auth-anonymous=1",
        ]);
        await Patience.UntilAsync(() => Task.FromResult(File.Exists(voice.Socket) && File.Exists(voice.Pipe)), "PulseAudio");
        var lecture = await Lecture.MakeAsync(voice._folder.Path);
        await voice.StartAsync("ffmpeg", ["-v", "error", "-nostdin", "-y", "-re", "-stream_loop", "-1", "-i", lecture, "-map", "0:a", "-ac", "1", "-ar", "48000", "-f", "s16le", voice.Pipe]);
        return voice;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        _folder.Dispose();
    }

    private async Task StartAsync(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("setpriv", ["--pdeathsig", "KILL", program, .. arguments]);
        start.Environment["HOME"] = start.Environment["XDG_RUNTIME_DIR"] = start.Environment["PULSE_RUNTIME_PATH"] = _folder.Path;
        await LastingThread.RunAsync(() => _processes.Add(Process.Start(start)!));
    }
}
