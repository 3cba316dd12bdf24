using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Copies;
using Lectern.Web.Tests.Support;

namespace Lectern.Web.Tests.Checks;

/// <summary>Links of a course to videos it does not have.</summary>
public sealed class CheckedCopyTests(Apps apps) : IClassFixture<Apps>
{
    [Theory, DatabaseData]
    public async Task A_link_that_waits_for_an_answer_is_found_and_after_a_no_its_teachers_are_asked_again_once_a_week_has_gone(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var lesson = await Lesson.GiveAsync(app);
        var course = Visit.Unique("course");
        var asking = await lesson.OpenAsync(course, Role.Instructor);
        var waits = await ReasonAsync(asking, lesson.Video);

        await AnswerAsync(await HomeAsync(), "Decline");
        var declined = await ReasonAsync(asking, lesson.Video);
        app.Time.Advance(TimeSpan.FromDays(8));
        var later = await lesson.OpenAsync(course, Role.Instructor);
        var afterAWeek = await ReasonAsync(later, lesson.Video);
        using var asked = await later.SendAsync(HttpMethod.Post, "/check?handler=Repair", new FormUrlEncodedContent([new("one", lesson.Video.ToString())]));

        Assert.Equal((("WaitsForAnswer", false), ("Declined", false), ("Declined", true)), (waits, declined, afterAWeek));
        Assert.Equal(("WaitsForAnswer", false), await ReasonAsync(later, lesson.Video));
        await AnswerAsync(await HomeAsync(), "Allow");
        Assert.True(await lesson.PlaysAsync(later));

        Task<Session> HomeAsync() => lesson.OpenAsync(lesson.Course, Role.Instructor, subject: lesson.Teacher.Subject);
    }

    private static async Task AnswerAsync(Session home, string answer)
    {
        using var list = await home.GetAsync("/videos");
        var form = Assert.Single((await Html.ReadAsync(list)).QuerySelectorAll($"[data-copy-request] form[hx-post*='{answer}']"));
        using var response = await home.PostAsync(form.GetAttribute("hx-post")!);
        Assert.True(response.IsSuccessStatusCode);
    }

    private static async Task<(string? Reason, bool CanRepair)> ReasonAsync(Session teacher, Guid video)
    {
        using var response = await teacher.GetAsync("/check");
        var row = (await Html.ReadAsync(response)).QuerySelector($"[data-checked='{video}']");
        Assert.DoesNotContain("Enzymes", row?.TextContent ?? "", StringComparison.Ordinal);
        return (row?.QuerySelector("[data-obstacle]")?.GetAttribute("data-obstacle"), row?.QuerySelector("button") is not null);
    }
}
