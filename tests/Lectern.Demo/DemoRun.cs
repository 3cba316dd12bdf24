using System.Globalization;
using System.Text.Json;
using Lectern.Demo.Browser;
using Lectern.Demo.Playback;
using Lectern.Demo.Reporting;
using Lectern.Demo.Tool;

namespace Lectern.Demo;

/// <summary>The main job from registration to a student's captions; writes the report whatever comes of it.</summary>
internal sealed class DemoRun
{
    private const int CuesShown = 5;
    private readonly DemoOptions options;
    private readonly ProgressLine progress;
    private readonly StageClock clock;
    private readonly PracticeLms lms;
    private readonly Dictionary<string, string> urls;
    private DemoReport report;

    public DemoRun(DemoOptions options)
    {
        this.options = options;
        progress = new ProgressLine(TimeProvider.System);
        clock = new StageClock(TimeProvider.System, progress);
        lms = new PracticeLms(options.Lms);
        urls = new() { ["tool"] = options.Tool.AbsoluteUri, ["lms"] = options.Lms.AbsoluteUri };
        report = new DemoReport { File = options.File.FullName, Stages = clock.Stages, Urls = urls };
    }

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        try
        {
            await DoAsync(cancellation);
            report = report with { Ok = true };
        }
        catch (Exception problem) when (problem is DemoFailure or HttpRequestException or IOException)
        {
            report = report with { Failure = problem.Message };
            await Console.Error.WriteLineAsync(problem.Message);
        }

        await WriteAsync();
        return report.Ok ? 0 : 1;
    }

    private async Task DoAsync(CancellationToken cancellation)
    {
        using var instructor = new WebBrowser();
        using var student = new WebBrowser();
        var tool = await clock.RunAsync("registration", () => new DemoRegistration(lms, options).RunAsync(cancellation));
        var teaching = await clock.RunAsync("instructor launch", () => LaunchAsync(instructor, PracticeLms.Instructor, tool, "LtiResourceLinkRequest", cancellation));
        var video = await clock.RunAsync("upload", () => UploadAsync(teaching, cancellation));
        await new DemoProcessing(clock, progress, TimeProvider.System).RunAsync(teaching, video, cancellation);
        var activity = await clock.RunAsync("deep linking", () => DeepLinkAsync(instructor, tool, video, cancellation));
        var watching = await clock.RunAsync("student launch", async () =>
        {
            var launch = await lms.LaunchAsync(student.Http, new { person = PracticeLms.Student, activityId = activity }, cancellation);
            return (await ToolLaunch.RunAsync(student, launch, cancellation), $"{PracticeLms.Student} in {PracticeLms.Course}");
        });
        await PlayAsync(watching, video, cancellation);
    }

    private async Task<(ToolSession, string)> LaunchAsync(WebBrowser browser, string person, string tool, string messageType, CancellationToken cancellation)
    {
        var launch = await lms.LaunchAsync(browser.Http, new { person, courseId = PracticeLms.Course, toolId = tool, messageType }, cancellation);
        return (await ToolLaunch.RunAsync(browser, launch, cancellation), $"{person} in {PracticeLms.Course}");
    }

    private async Task<(string, string)> UploadAsync(ToolSession session, CancellationToken cancellation)
    {
        var (video, resumedAt) = await new ToolUpload(session, progress, TimeProvider.System).RunAsync(options.File, Title(), cancellation);
        return (video, $"{options.File.Length / 1e6:0.0} MB, broken off and resumed at {resumedAt / 1e6:0.0} MB");
    }

    private async Task<(int, string)> DeepLinkAsync(WebBrowser instructor, string tool, string video, CancellationToken cancellation)
    {
        var (choosing, _) = await LaunchAsync(instructor, PracticeLms.Instructor, tool, "LtiDeepLinkingRequest", cancellation);
        var answer = await ToolApi.DeepLinkAsync(choosing, video, cancellation);
        var activity = await PracticeLms.ReturnContentAsync(instructor.Http, answer.Action, answer.Jwt, cancellation);
        urls["activity"] = lms.ActivityPage(activity).AbsoluteUri;
        return (activity, urls["activity"]);
    }

    private async Task PlayAsync(ToolSession watching, string video, CancellationToken cancellation)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        var fetcher = new MediaFetcher(http);
        var playback = await clock.RunAsync("playback", async () =>
        {
            var answer = await ToolApi.PlaybackAsync(watching, video, cancellation);
            var stream = answer.Stream ?? throw new DemoFailure($"The student gets no stream; the video is '{answer.State}'.");
            report = report with { Renditions = await new PlaybackCheck(fetcher, progress).RunAsync(new Uri(options.Tool, stream), answer.DurationSeconds, cancellation) };
            return (answer, string.Join(", ", report.Renditions.Select(rendition => rendition.Height == 0 ? "sound" : $"{rendition.Height}p")) + " decode");
        });
        await clock.RunAsync("caption file", () => CaptionsAsync(fetcher, playback, cancellation));
    }

    private async Task<(bool, string)> CaptionsAsync(MediaFetcher fetcher, ToolApi.PlaybackAnswer playback, CancellationToken cancellation)
    {
        if (playback.Captions.Count == 0)
        {
            return options.Transcript is null ? (false, "no speech was found, so there is none") : throw new DemoFailure("The video has no captions.");
        }

        var captions = await CaptionCheck.ReadAsync(fetcher, new Uri(options.Tool, playback.Captions[0].Src), cancellation);
        report = report with { CueCount = captions.Cues.Count, FirstCues = [.. CaptionCheck.First(captions, CuesShown)] };
        if (options.Transcript is null)
        {
            return (true, $"{captions.Cues.Count} cues in {playback.Captions[0].Language}");
        }

        report = report with { WordErrorRate = CaptionCheck.Measure(captions, await File.ReadAllTextAsync(options.Transcript.FullName, cancellation)) };
        var said = string.Create(CultureInfo.InvariantCulture, $"word error rate {report.WordErrorRate:0.000}");
        return report.WordErrorRate <= DemoOptions.MaxWordErrorRate
            ? (true, $"{captions.Cues.Count} cues, {said}")
            : throw new DemoFailure(string.Create(CultureInfo.InvariantCulture, $"The captions differ from what was said: {said}, at most {DemoOptions.MaxWordErrorRate:0.00} passes."));
    }

    private string Title() => Path.GetFileNameWithoutExtension(options.File.Name).Replace('-', ' ').Replace('_', ' ');

    private async Task WriteAsync()
    {
        await using var file = options.Report.Create();
        await JsonSerializer.SerializeAsync(file, report, ReportJson, CancellationToken.None);
    }

    private static readonly JsonSerializerOptions ReportJson = new(JsonSerializerDefaults.Web) { WriteIndented = true };
}
