using Lectern.Captions.Formats;
using Lectern.Captions.Quality;
using Lectern.Captions.Runs;

namespace Lectern.Captions.Whisper.Tests.Running;

/// <summary>The command as a whole, on the model that ships.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lectern-captions-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Two_minutes_of_speech_become_captions_that_are_right_and_readable()
    {
        SkipWithoutSpeech();
        var (said, _) = Speech.Write(In("lecture.wav"), seconds: 120);

        var result = await Command.RunAsync(In("lecture.wav"), In("lecture.vtt"), "--json");

        Assert.True(result.ExitCode == CaptionExitCode.Done, result.ToString());
        var reading = WebVtt.Read(await File.ReadAllTextAsync(In("lecture.vtt"), TestContext.Current.CancellationToken));
        Assert.True(reading.IsClean);
        Assert.Equal("en", reading.Document.Language);
        var errors = WordErrorRate.Measure(said, reading.Document.Transcript);
        Assert.True(errors.Rate <= 0.10, $"{errors.Rate:0.000}: {reading.Document.Transcript}");
        Assert.True(CueQuality.Measure(reading.Document).CleanShare >= 0.9);
        AssertContract(result, reading.Document);
    }

    [Fact]
    public async Task Half_a_minute_of_silence_after_speech_adds_no_cue()
    {
        SkipWithoutSpeech();
        var (said, voiceEnd) = Speech.Write(In("short.wav"), seconds: 22, silenceAfter: 30);

        var result = await Command.RunAsync(In("short.wav"), In("short.vtt"), "--json", "--language", "en");

        var document = await ReadAsync("short.vtt");
        Assert.Equal(CaptionExitCode.Done, result.ExitCode);
        Assert.InRange(document.End.TotalSeconds, voiceEnd - 1, voiceEnd + 1);
        Assert.True(WordErrorRate.Measure(said, document.Transcript).Rate <= 0.10, document.Transcript);
    }

    [Theory]
    [InlineData("silence")]
    [InlineData("noise")]
    [InlineData("tone")]
    [InlineData("hum")]
    public async Task Sound_in_which_nobody_speaks_gives_a_valid_file_without_cues(string kind)
    {
        Sound.Write(In("sound.wav"), Sound.Of(kind, seconds: 40));

        var result = await Command.RunAsync(In("sound.wav"), In("sound.vtt"), "--json");

        var done = Assert.IsType<DoneEvent>(result.Events[^1]);
        Assert.Equal((CaptionExitCode.Done, false, 0, 40), (result.ExitCode, done.Speech, done.Cues, done.MediaSeconds));
        Assert.Equal("WEBVTT\n\n", await File.ReadAllTextAsync(In("sound.vtt"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_video_without_sound_has_an_exit_code_of_its_own()
    {
        await MakeAsync("-f", "lavfi", "-i", "testsrc=size=64x64:rate=5:duration=1", "-c:v", "libx264", In("mute.mp4"));

        await AssertRefusedAsync(CaptionExitCode.NoAudio, "no sound", In("mute.mp4"), In("mute.vtt"));
    }

    [Fact]
    public async Task Compressed_sound_in_a_video_is_read_and_keeps_the_video_s_clock()
    {
        SkipWithoutSpeech();
        Speech.Write(In("speech.wav"), seconds: 6);
        await MakeAsync("-f", "lavfi", "-i", "testsrc=size=64x64:rate=5:duration=14", "-itsoffset", "5", "-i", In("speech.wav"), "-map", "0:v", "-map", "1:a", "-c:v", "libx264", "-c:a", "aac", In("late.mp4"));

        var result = await Command.RunAsync(In("late.mp4"), In("late.vtt"), "--json", "--language", "en");

        Assert.True(result.ExitCode == CaptionExitCode.Done, result.ToString());
        Assert.InRange(result.Of<CueEvent>().First().Start, 5, 5.8);
    }

    [Fact]
    public async Task What_is_no_media_is_refused_with_a_sentence()
    {
        await File.WriteAllTextAsync(In("letter.mp4"), "Dear Sir or Madam", TestContext.Current.CancellationToken);

        await AssertRefusedAsync(CaptionExitCode.UnreadableMedia, "recording", In("letter.mp4"), In("letter.vtt"));
        await AssertRefusedAsync(CaptionExitCode.UnreadableMedia, "no file", In("nothing.mp4"), In("letter.vtt"));
    }

    [Fact]
    public async Task A_damaged_model_is_refused_with_a_sentence()
    {
        SkipWithoutSpeech();
        Speech.Write(In("speech.wav"), seconds: 6);
        var whole = Path.Combine(AppContext.BaseDirectory, "models", "ggml-base-q8_0.bin");
        await using (var source = File.OpenRead(whole))
        {
            var half = new byte[source.Length / 2];
            await source.ReadExactlyAsync(half, TestContext.Current.CancellationToken);
            await File.WriteAllBytesAsync(In("half.bin"), half, TestContext.Current.CancellationToken);
        }

        await File.WriteAllTextAsync(In("letter.bin"), "Dear Sir or Madam", TestContext.Current.CancellationToken);

        await AssertRefusedAsync(CaptionExitCode.UnusableModel, "can't be loaded", In("speech.wav"), In("speech.vtt"), "--model", In("half.bin"));
        await AssertRefusedAsync(CaptionExitCode.UnusableModel, "no Whisper model", In("speech.wav"), In("speech.vtt"), "--model", In("letter.bin"));
        await AssertRefusedAsync(CaptionExitCode.UnusableModel, "no model", In("speech.wav"), In("speech.vtt"), "--model", In("nothing.bin"));
    }

    [Fact]
    public async Task An_output_that_can_not_be_written_is_told_before_the_work_begins()
    {
        Sound.Write(In("sound.wav"), Sound.Of("silence", seconds: 1));

        await AssertRefusedAsync(CaptionExitCode.UnwritableOutput, "can't be written", In("sound.wav"), In("no/such/folder.vtt"));
        await AssertRefusedAsync(CaptionExitCode.UnwritableOutput, "can't be written", In("sound.wav"), folder);
    }

    [Fact]
    public async Task A_missing_ffmpeg_is_named()
    {
        Sound.Write(In("sound.wav"), Sound.Of("silence", seconds: 1));

        await AssertRefusedAsync(CaptionExitCode.EngineUnavailable, "no-such-ffmpeg", In("sound.wav"), In("sound.vtt"), "--ffmpeg", "no-such-ffmpeg");
    }

    [Theory]
    [InlineData("--language", "klingon")]
    [InlineData("--threads", "0")]
    [InlineData("--frobnicate", "1")]
    public async Task A_command_line_that_makes_no_sense_is_refused(string option, string value)
    {
        await AssertRefusedAsync(CaptionExitCode.Usage, "", "in.mp4", "out.vtt", option, value);
    }

    [Fact]
    public async Task An_existing_file_is_kept_until_the_new_one_is_whole()
    {
        await File.WriteAllTextAsync(In("old.vtt"), "WEBVTT\n\nNOTE old\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(In("letter.mp4"), "Dear Sir or Madam", TestContext.Current.CancellationToken);

        await Command.RunAsync(In("letter.mp4"), In("old.vtt"), "--json");

        Assert.Contains("old", await File.ReadAllTextAsync(In("old.vtt"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static void SkipWithoutSpeech() => Assert.SkipWhen(Speech.WhyMissing is not null, Speech.WhyMissing ?? "");

    private static void AssertContract(CommandResult result, CaptionDocument written)
    {
        var percents = result.Of<ProgressEvent>().Select(progress => progress.Percent).ToList();
        Assert.Equal(percents.Distinct().Order(), percents);
        Assert.Equal((0, 100), (percents[0], percents[^1]));
        Assert.Equal([CaptionStage.Speech, CaptionStage.Language, CaptionStage.Text, CaptionStage.File], result.Of<StageEvent>().Select(stage => stage.Stage));
        Assert.Equal("en", Assert.Single(result.Of<LanguageEvent>()).Language);
        Assert.Equal(written.Cues, result.Of<CueEvent>().Select(cue => cue.ToCue()));
        var done = Assert.IsType<DoneEvent>(result.Events[^1]);
        Assert.Equal((true, written.Cues.Count, "en"), (done.Speech, done.Cues, done.Language));
        Assert.InRange(done.SpeechSeconds, 60, done.MediaSeconds);
    }

    private static async Task MakeAsync(params string[] arguments)
    {
        using var ffmpeg = Command.Start("ffmpeg", ["-hide_banner", "-loglevel", "error", "-y", .. arguments]);
        var errors = await ffmpeg.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await ffmpeg.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(ffmpeg.ExitCode == 0, errors);
    }

    private async Task AssertRefusedAsync(CaptionExitCode code, string words, params string[] arguments)
    {
        var result = await Command.RunAsync([.. arguments, "--json"]);

        var failed = Assert.IsType<FailedEvent>(result.Events[^1]);
        Assert.Equal((code, code), (result.ExitCode, failed.Code));
        Assert.Contains(words, failed.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(folder, "*.vtt*"));
    }

    private string In(string name) => Path.Combine(folder, name);

    private async Task<CaptionDocument> ReadAsync(string name) => WebVtt.Read(await File.ReadAllTextAsync(In(name), TestContext.Current.CancellationToken)).Document;
}
