using System.Diagnostics;
using Lectern.TestSupport;

namespace Lectern.CaptureAgent.Tests.Support;

/// <summary>A PulseAudio server with a microphone that hears what a test says, in real time, and silence otherwise.</summary>
internal sealed class Microphone : IAsyncDisposable
{
    public const string Name = "mic";
    public const int Rate = 48000;
    private const int Beat = Rate / 100;
    private readonly TempFolder folder;
    private readonly Process server;
    private readonly CancellationTokenSource stop = new();
    private readonly Lock gate = new();
    private readonly Task feeding;
    private (short[] Samples, int At) said = ([], 0);

    private Microphone(TempFolder folder, Process server)
    {
        this.folder = folder;
        this.server = server;
        feeding = Task.Run(FeedAsync);
    }

    /// <summary>What programs find in <c>PULSE_SERVER</c>.</summary>
    public string Server => $"unix:{folder.File("native")}";

    public static async Task<Microphone> StartAsync()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/pulseaudio"), "PulseAudio is not there.");
        var folder = new TempFolder();
        string[] arguments =
        [
            "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no",
            "-L", $"module-pipe-source source_name={Name} file={folder.File("pipe")} rate={Rate} channels=1 format=s16le",
            "-L", $"module-native-protocol-unix socket={folder.File("native")} auth-anonymous=1",
        ];
        var start = new ProcessStartInfo("pulseaudio", arguments) { RedirectStandardError = true };
        start.Environment["HOME"] = start.Environment["XDG_RUNTIME_DIR"] = start.Environment["PULSE_RUNTIME_PATH"] = folder.Path;
        var server = Process.Start(start)!;
        server.BeginErrorReadLine();
        await Room.UntilAsync(() => File.Exists(folder.File("native")) && File.Exists(folder.File("pipe")));
        return new Microphone(folder, server);
    }

    /// <summary>Says something from now on.</summary>
    public void Say(short[] samples)
    {
        lock (gate)
        {
            said = (samples, 0);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        // First: while nobody listens it reads nothing, and a full pipe holds whoever writes.
        server.Kill();
        await server.WaitForExitAsync();
        await feeding;
        server.Dispose();
        stop.Dispose();
        folder.Dispose();
    }

    private async Task FeedAsync()
    {
        await using var pipe = new FileStream(folder.File("pipe"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        var watch = Stopwatch.StartNew();
        for (var beats = 0L; await NextAsync(timer);)
        {
            for (; beats < watch.ElapsedMilliseconds / 10; beats++)
            {
                if (!TryWrite(pipe, Take()))
                {
                    return;
                }
            }
        }
    }

    private static bool TryWrite(FileStream pipe, short[] beat)
    {
        try
        {
            pipe.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(beat.AsSpan()));
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private async Task<bool> NextAsync(PeriodicTimer timer)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stop.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private short[] Take()
    {
        lock (gate)
        {
            var beat = new short[Beat];
            var count = Math.Min(Beat, said.Samples.Length - said.At);
            Array.Copy(said.Samples, said.At, beat, 0, count);
            said.At += count;
            return beat;
        }
    }
}
