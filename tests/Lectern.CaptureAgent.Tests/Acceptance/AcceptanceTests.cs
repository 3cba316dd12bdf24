using System.Globalization;
using Lectern.CaptureAgent.Cli;
using Lectern.CaptureAgent.Tests.Scheduling;
using Lectern.CaptureAgent.Tests.Support;
using Lectern.Ffmpeg.Children;
using Lectern.TestSupport;

namespace Lectern.CaptureAgent.Tests.Acceptance;

/// <summary>The ten cases by which Opencast's community accepts a vendor's capture agent, each by its name.</summary>
public sealed class AcceptanceTests(AcceptanceRun run) : IClassFixture<AcceptanceRun>
{
    private static readonly string[] s_sources = ["slides", "sound"];

    // The short form is the same with a minute.
    private static TimeSpan Long => Environment.GetEnvironmentVariable("LECTERN_LONG") is { Length: > 0 } ? TimeSpan.FromHours(6) : TimeSpan.FromMinutes(1);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Case_1_the_agent_shows_online()
    {
        Assert.NotEqual("0", run.Online.Agent);
        Assert.InRange(run.Online.FreeBytes, 1, run.Online.DiskBytes);
        Assert.Empty(run.Online.Alarms);
        Assert.NotNull(run.Memory.Status!.Schedule);
    }

    [Fact]
    public void Case_2_a_manual_recording()
    {
        var recording = run.RecordingOf(null);

        Assert.Equal("Rehearsal", run.Memory.Recordings[recording].Title);
        Assert.All(run.Memory.Reported, result => Assert.Null(result.Problem));
        Assert.All(s_sources, source => Assert.Single(run.PartsOf(recording, source)));
    }

    [Fact]
    public void Case_3_a_scheduled_recording()
    {
        Assert.All(s_sources, source => Assert.InRange(run.SecondsOf(run.First, source), 3 - 0.5, 5));
        Assert.Equal(run.First.Start, run.Memory.Recordings[run.RecordingOf(run.First)].StartedAt);
    }

    [Fact]
    public void Case_4_several_recordings_in_a_row()
    {
        foreach (var booking in new[] { run.First, run.Second, run.Cut })
        {
            Assert.All(s_sources, source => Assert.Single(run.PartsOf(run.RecordingOf(booking), source)));
            Assert.All(s_sources, source => Assert.InRange(run.SecondsOf(booking, source), (booking.End - booking.Start).TotalSeconds - 0.5, (booking.End - booking.Start).TotalSeconds + 2));
        }
    }

    [Fact]
    public async Task Case_5_a_recording_of_six_hours()
    {
        var plan = new Plan(Plan.Ten);
        var booking = plan.Book(0, Long.TotalMinutes);
        plan.GoTo(Long.TotalMinutes + 1);
        Assert.Equal(booking.End, Assert.Single(plan.All).End);

        await using var bench = new UploadBench();
        await bench.StartAsync();
        var seconds = Long.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        var pieces = await Pieces.MakeAsync(
            ["-f", "lavfi", "-i", "sine=sample_rate=8000", "-t", seconds, "-c:a", "alac", "-frag_duration", "950000"], "empty_moov+default_base_moof+skip_trailer");
        var start = UploadBench.Start();
        using var writer = UploadBench.Begin(bench.Spool, start);
        var uploader = bench.NewUploader();
        await uploader.StartAsync(Stop);
        UploadBench.Write(writer, pieces);
        writer.Dispose();
        var (expected, lines) = (bench.BytesOf(start.Id), writer.Part.Mark.Lines);
        Assert.True(bench.Spool.TryEnd(start.Id, Pieces.At(lines).At, []));
        await Room.UntilAsync(() => bench.Spool.Recordings.Count == 0, 300);
        await uploader.StopAsync(Stop);

        bench.AssertVerified(expected);
        Assert.Equal(Long.TotalSeconds, pieces.Sum(piece => piece.Duration), 1.0);
    }

    [Fact]
    public void Case_6_the_network_is_lost_before_the_start()
    {
        Assert.Equal(0, run.HeardOfAlone);
        Assert.All(s_sources, source => Assert.Single(run.PartsOf(run.RecordingOf(run.Alone), source)));
        Assert.All(s_sources, source => Assert.InRange(run.SecondsOf(run.Alone, source), 3 - 0.5, 5));
    }

    [Fact]
    public void Case_7_the_network_is_lost_during_a_recording()
    {
        Assert.All(s_sources, source => Assert.Single(run.PartsOf(run.RecordingOf(run.Cut), source)));
        Assert.All(s_sources, source => Assert.InRange(run.SecondsOf(run.Cut, source), 4 - 0.5, 6));
    }

    [Fact]
    public void Case_8_the_power_is_lost_and_comes_back()
    {
        var recording = run.RecordingOf(run.Rough);

        // Two seconds at most are lost, and it records again within five.
        Assert.Equal(2, run.PartsOf(recording, "sound").Count);
        Assert.InRange(run.SecondsOf(run.Rough, "sound"), (run.Rough.End - run.Rough.Start).TotalSeconds - 2 - 5, (run.Rough.End - run.Rough.Start).TotalSeconds + 2);
    }

    [Fact]
    public async Task Case_9_an_input_signal_changes_during_a_recording()
    {
        var parts = run.PartsOf(run.RecordingOf(run.Rough), "slides");

        // The change and the power's loss each begin another part; the sound knows of the second alone.
        Assert.Equal(3, parts.Count);
        Assert.Equal("320,180", await SizeOfAsync(parts[0]));
        Assert.Equal("640,360", await SizeOfAsync(parts[1]));
    }

    [Fact]
    public async Task Case_10_https()
    {
        using var stranger = new TempFolder();
        var keys = run.Memory.Keys.Count;

        // This process does not trust the tool's certificate; the agent's was told to.
        var exit = await AgentCommand.Create().Parse(["enroll", run.Memory.Code!, "--server", run.Server.OriginalString, "--data", stranger.Path]).InvokeAsync(cancellationToken: Stop);

        Assert.Equal("https", run.Server.Scheme);
        Assert.Equal((1, keys), (exit, run.Memory.Keys.Count));
        Assert.Equal(6, run.Memory.Ended.Count);
    }

    private static async Task<string> SizeOfAsync(byte[] part)
    {
        using var bytes = new MemoryStream(part);
        var told = "";
        string[] arguments = ["-v", "error", "-f", "mov", "-i", "pipe:0", "-show_entries", "stream=width,height", "-of", "csv=p=0"];
        await new ChildRunner().RunAsync(new ChildCommand("ffprobe", arguments), new ChildPipes { Input = bytes, OnOutputLine = line => told += line }, Stop);
        return told;
    }
}
