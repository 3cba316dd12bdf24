using System.Globalization;
using System.Text.RegularExpressions;
using Lectern.EndToEnd.Tests.Browser;
using Lectern.EndToEnd.Tests.Pages;
using Lectern.EndToEnd.Tests.Stack;
using Lectern.TestSupport;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lectern.EndToEnd.Tests;

/// <summary>Uploads on slow lines, over reloads and crashes, and of files that are no videos.</summary>
public sealed class UploadTests(LecternStack stack, LecternBrowser browser)
{
    private const int SlowLine = 200_000;
    private const string NoVideo = "UPL-007";

    [Fact]
    public async Task An_upload_goes_on_after_the_page_was_reloaded_and_the_same_file_chosen()
    {
        using var folder = new TempFolder();
        var clip = await Lecture.MakeHeavyClipAsync(folder.Path, "reloaded.mp4");
        await using var teacher = await OpenVideosAsync(await stack.NewCourseAsync());
        var line = await Line.OfAsync(teacher.Page);
        await line.SlowDownAsync(SlowLine);
        await ChooseAsync(teacher, clip);
        await ExpectProgressAsync(teacher);

        await teacher.Page.ReloadAsync();
        var waiting = teacher.Page.Locator(".upload[data-state=unfinished]");
        await Expect(waiting).ToContainTextAsync("reloaded.mp4");
        await Expect(waiting).ToContainTextAsync("Choose the same file to go on");
        var parts = PartsSentFrom(teacher);
        await line.FreeAsync();
        await ChooseAsync(teacher, clip);

        await Expect(teacher.Page.Locator(".upload[data-state=done]")).ToContainTextAsync("Uploaded", new() { Timeout = 60_000 });
        await Expect(waiting).ToHaveCountAsync(0);
        await Expect(teacher.Page.Locator(".row-title")).ToHaveTextAsync("reloaded");
        Assert.All(parts, offset => Assert.True(offset > 0, "The upload began anew."));
        Assert.NotEmpty(parts);
        Faults.None(teacher.Faults);
    }

    [Fact]
    public async Task An_upload_goes_on_after_the_server_was_killed()
    {
        using var folder = new TempFolder();
        var clip = await Lecture.MakeHeavyClipAsync(folder.Path, "killed.mp4");
        await using var teacher = await OpenVideosAsync(await stack.NewCourseAsync());
        var line = await Line.OfAsync(teacher.Page);
        await line.SlowDownAsync(SlowLine);
        await ChooseAsync(teacher, clip);

        // The server flushes at the latest after five seconds; what came later than that may be lost with it.
        await ExpectProgressAsync(teacher, 60);
        var parts = PartsSentFrom(teacher);
        await stack.KillAndRestartAsync();
        await line.FreeAsync();

        await Expect(teacher.Page.Locator(".upload[data-state=done]")).ToContainTextAsync("Uploaded", new() { Timeout = 90_000 });
        await Expect(teacher.Page.Locator(".row-title")).ToHaveTextAsync("killed");
        Assert.All(parts, offset => Assert.True(offset > 0, "The upload began anew."));
        Assert.NotEmpty(parts);
        Faults.None(teacher.Faults);
    }

    [Fact]
    public async Task A_file_that_is_no_video_by_its_name_is_refused_before_a_byte()
    {
        using var folder = new TempFolder();
        var notes = await WritePdfAsync(folder.File("notes.pdf"));
        await using var teacher = await OpenVideosAsync(await stack.NewCourseAsync());
        var parts = PartsSentFrom(teacher);

        await ChooseAsync(teacher, notes);

        var row = teacher.Page.Locator(".upload[data-state=failed]");
        await Expect(row).ToContainTextAsync("This file isn't a video. notes.pdf can't be played. MP4, MOV, MKV, WebM and audio files work.");
        await Expect(row).ToContainTextAsync(NoVideo);
        Assert.Empty(parts);
        await Expect(teacher.Page.Locator(".row")).ToHaveCountAsync(0);
        Faults.None(teacher.Faults);
    }

    [Fact]
    public async Task A_file_that_only_calls_itself_a_video_ends_as_a_failed_row_with_words_and_another_try()
    {
        using var folder = new TempFolder();
        var disguised = await WritePdfAsync(folder.File("disguised.mp4"));
        await using var teacher = await OpenVideosAsync(await stack.NewCourseAsync());

        await ChooseAsync(teacher, disguised);
        var row = teacher.Page.Locator(".row", new() { HasText = "disguised" });
        await Expect(row).ToContainTextAsync("Video failed", new() { Timeout = 60_000 });
        await row.Locator(".row-title").ClickAsync();

        var step = teacher.Page.Locator(".step.failed").First;
        await Expect(step).ToContainTextAsync("This file isn't a video. disguised.mp4 can't be played.");
        await Expect(step).ToContainTextAsync(NoVideo);
        await Expect(step.GetByRole(AriaRole.Button, new() { Name = "Try again" })).ToBeVisibleAsync();
        Faults.None(teacher.Faults);
    }

    private Task<Desk> OpenVideosAsync(string course) => PracticeLms.OpenVideosAsync(stack, browser, "Ines", course);

    private static async Task ChooseAsync(Desk teacher, string file)
    {
        await teacher.Page.Locator("[data-upload]").First.WaitForAsync();
        await teacher.Page.Locator("input[type=file]").SetInputFilesAsync(file);
    }

    private static async Task ExpectProgressAsync(Desk teacher, int percent = 25)
    {
        var row = teacher.Page.Locator(".upload[data-state=running]");
        await Expect(row.Locator(".upload-percent")).ToHaveTextAsync(new Regex("^([1-9]|[1-9][0-9]) %$"));
        await Expect(row).ToContainTextAsync(new Regex("[0-9.]+ of [0-9.]+ MB · [0-9.]+ [KM]B/s"));
        await Expect(row).ToContainTextAsync(new Regex("[0-9]+ s left"));

        await teacher.Page.WaitForFunctionAsync("percent => document.querySelector('.upload progress').value >= percent", percent);
    }

    private static List<long> PartsSentFrom(Desk teacher)
    {
        var offsets = new List<long>();
        teacher.Page.Request += (_, request) =>
        {
            if (request.Method == "PATCH" && request.Url.Contains("/uploads/", StringComparison.Ordinal))
            {
                offsets.Add(long.Parse(request.Headers["upload-offset"], CultureInfo.InvariantCulture));
            }
        };
        return offsets;
    }

    private static async Task<string> WritePdfAsync(string path)
    {
        await File.WriteAllTextAsync(path, "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
        return path;
    }
}
