using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;

namespace Lectern.Web.Tests.Benchmarks;

/// <summary>
/// How long a large course's pages take the server, for its teacher and for a student of one section, and what it costs to check one video
/// that few or very many courses have.
/// </summary>
internal static class ListingBenchmark
{
    public const string Mode = "listing-benchmark";

    private const int WarmUp = 30;
    private const int Runs = 100;

    public static async Task<int> RunAsync(DatabaseEngine engine)
    {
        await using var app = await LecternApp.StartAsync(engine);
        var teacherVisit = app.Teacher();
        using var teachers = app.NewBrowser();
        using var students = app.NewBrowser();
        var teacher = await teachers.LaunchAsync(teacherVisit);
        var large = await LargeCourse.AddAsync(app, teacher.Launch, students: 5000, items: 3000, sections: 20);
        var student = await students.LaunchAsync(teacherVisit.AsLearner() with { Custom = new Dictionary<string, string> { ["lectern_section_ids"] = large.SectionKey } });

        using var server = new ServerTime();
        foreach (var (who, session) in new[] { ("teacher", teacher), ("student", student) })
        {
            await MeasureAsync(server, $"{engine}, 5000 students, 3000 items: {who}'s first page", session, "/videos");
            await MeasureAsync(server, $"{engine}, 5000 students, 3000 items: {who}'s search", session, "/videos?q=number%2017");
        }

        foreach (var courses in new[] { 1, 100, 5000 })
        {
            await large.PlaceAsync(courses);
            await MeasureAsync(server, $"{engine}, a video that {courses} other courses have: student's playback check", student, $"/api/videos/{large.Video}/playback");
        }

        return 0;
    }

    private static async Task MeasureAsync(ServerTime server, string what, Session session, string path)
    {
        var times = await server.OfAsync(WarmUp, Runs, async _ =>
        {
            using var response = await session.GetAsync(path);
            response.EnsureSuccessStatusCode();
        });
        Console.WriteLine($"{what}: {ServerTime.Describe(times)}");
    }
}
