using Lectern.EndToEnd.Tests.Browser;
using Lectern.EndToEnd.Tests.Stack;
using Lectern.TestSupport;

namespace Lectern.EndToEnd.Tests.Manners;

/// <summary>The LMS in one manner with Lectern in it, and a course whose teacher has placed ten lectures at once.</summary>
public abstract class Campus(string manner) : IAsyncLifetime
{
    internal const string Course = "CS-305";
    private Task<IReadOnlyList<Placed>>? _ten;
    private Task<GradedLecture>? _graded;

    public LecternStack Stack { get; } = new(manner);

    public string Manner => manner;

    /// <summary>Whether a teacher's launch is followed by all sections of the course, since the LMS's groups are asked for them.</summary>
    public virtual bool TellsAllSections => false;

    /// <summary>Whether the LMS says of which course an import came.</summary>
    public virtual bool TellsImports => false;

    /// <summary>Whether the LMS tells by itself that a course was copied.</summary>
    public virtual bool SendsNotices => false;

    /// <summary>Whether a frame of the LMS keeps data for tools.</summary>
    public virtual bool KeepsDataForTools => false;

    public ValueTask InitializeAsync() => Stack.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await Stack.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The ten lectures, placed by the first test that wants them.</summary>
    internal Task<IReadOnlyList<Placed>> TenAsync(LecternBrowser browser) => _ten ??= PlaceTenAsync(browser);

    /// <summary>A lecture with grades, made by the first test that wants it.</summary>
    internal Task<GradedLecture> GradedAsync(LecternBrowser browser) => _graded ??= GradedLecture.MakeAsync(Stack, browser);

    internal async Task<string> WatchAsync(string person, int activity)
    {
        using var visitor = new Visitor(Stack, person);
        return await (await visitor.OpenAsync(activity)).WatchAsync();
    }

    private async Task<IReadOnlyList<Placed>> PlaceTenAsync(LecternBrowser browser)
    {
        using var folder = new TempFolder();
        var clip = await Lecture.MakeMuteClipAsync(folder.Path, "clip.mp4");
        var files = Enumerable.Range(1, 10).Select(number => Path.Combine(folder.Path, $"Lecture {number:00}.mp4")).ToList();
        files.ForEach(file => File.Copy(clip, file));
        await using var desk = await Pages.PracticeLms.SitDownAsync(Stack, browser, "Ines");
        await new Pages.PracticeLms(Stack, desk).PlaceAsync(Course, files);
        Faults.None(desk.Faults);

        var placed = new List<Placed>();
        foreach (var file in files)
        {
            var title = Path.GetFileNameWithoutExtension(file);
            placed.Add(new Placed(title, await Stack.ActivityAsync(Course, title)));
        }

        await MadeAsync(placed);
        return placed;
    }

    private async Task MadeAsync(IEnumerable<Placed> placed)
    {
        using var teacher = new Visitor(Stack, "ines");
        foreach (var lecture in placed)
        {
            var visit = await teacher.OpenAsync(lecture.Activity);
            while (await visit.WatchAsync() is not Visit.Plays and var said)
            {
                Assert.Equal(Visit.IsNotReady, said);
                await Task.Delay(200, TestContext.Current.CancellationToken);
            }
        }
    }
}

/// <summary>A lecture and the activity that shows it.</summary>
internal sealed record Placed(string Title, int Activity);
