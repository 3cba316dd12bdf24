using System.Net.Http.Json;
using System.Text.Json;
using Lectern.EndToEnd.Tests.Browser;
using Lectern.EndToEnd.Tests.Pages;

namespace Lectern.EndToEnd.Tests.Stack;

/// <summary>What tests ask of the LMS without a browser, and the one lesson they share.</summary>
public sealed partial class LecternStack
{
    private Task<Lesson>? _lesson;

    /// <summary>Id of Lectern in the LMS.</summary>
    public string ToolId { get; private set; } = "";

    /// <summary>A captioned lecture in CS-305, made by the first test that wants it.</summary>
    internal Task<Lesson> LessonAsync(LecternBrowser browser) => _lesson ??= Lesson.MakeAsync(this, browser);

    /// <summary>A course with the people of CS-305 and nothing in it that another test knows of.</summary>
    public async Task<string> NewCourseAsync(string like = "CS-305")
    {
        var course = await PostAsync($"api/courses/{like}/copy", new { });
        return course.GetProperty("id").GetString()!;
    }

    /// <summary>A course made of another by the LMS, with its activities and a teacher of its own.</summary>
    /// <param name="how">copy or restore.</param>
    public async Task<string> MakeOfAsync(string course, string how, string teacher)
    {
        var made = await PostAsync($"api/courses/{course}/{how}", new { people = "Nobody", teacher });
        return made.GetProperty("id").GetString()!;
    }

    /// <summary>Copies a course's activities into one that is there.</summary>
    public Task ImportAsync(string course, string source) => PostAsync($"api/courses/{course}/import", new { source });

    public Task EnrolAsync(string course, string student) => PostAsync($"api/courses/{course}/people", new { person = student, role = "Learner" });

    /// <summary>The activity of this title.</summary>
    public async Task<int> ActivityAsync(string course, string title)
    {
        var activities = await Http.GetFromJsonAsync<JsonElement>(new Uri(Lms, $"api/activities?courseId={course}"));
        return activities.EnumerateArray().First(activity => activity.GetProperty("title").GetString() == title).GetProperty("id").GetInt32();
    }

    /// <summary>An activity that opens the course's videos.</summary>
    public async Task<int> AddVideosActivityAsync(string course)
    {
        var activity = await PostAsync("api/activities", new { courseId = course, toolId = ToolId });
        return activity.GetProperty("id").GetInt32();
    }

    /// <summary>What an administrator's browser brings to a tool's registration address.</summary>
    public async Task<(string Configuration, string Token)> OfferAsync()
    {
        var offer = await PostAsync("api/registrations", new { autoActivate = true });
        return (offer.GetProperty("openidConfiguration").GetString()!, offer.GetProperty("registrationToken").GetString()!);
    }

    /// <summary>What the gradebook has of a student.</summary>
    public async Task<IReadOnlyList<JsonElement>> GradesAsync(string course, string student)
    {
        var people = await LmsAsync("api/people");
        var id = people.EnumerateArray().First(person => person.GetProperty("userName").GetString() == student).GetProperty("id").GetString();
        return [.. (await LmsAsync($"api/courses/{course}/grades")).EnumerateArray().Where(grade => grade.GetProperty("personId").GetString() == id)];
    }

    public Task<JsonElement> LmsAsync(string path) => Http.GetFromJsonAsync<JsonElement>(new Uri(Lms, path));

    private async Task<JsonElement> PostAsync(string path, object body)
    {
        var answer = await Http.PostAsJsonAsync(new Uri(Lms, path), body);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
