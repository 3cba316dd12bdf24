using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;

namespace Lectern.Web.Tests.Copies;

/// <summary>Canvas, where a link's own parameters hide the tool's: whoever owns a course can make up where it came from.</summary>
public sealed class MadeUpHistoryTests(Apps apps) : IClassFixture<Apps>
{
    [Theory, DatabaseData]
    public async Task An_accomplice_who_opens_a_students_sandbox_first_gets_nothing_by_its_made_up_history(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var lesson = await Lesson.GiveAsync(app);
        var (sandbox, listed, owner) = (Visit.Unique("sandbox"), Visit.Unique("sandbox"), Visit.Unique("student"));
        app.Platform.Teachers[listed] = [owner];
        await lesson.OpenAsync(lesson.Course, Role.Learner, subject: owner);

        var unlisted = await lesson.OpenAsync(sandbox, Role.Learner, ancestors: lesson.Course, family: "canvas");
        var student = await lesson.OpenAsync(listed, Role.Learner, ancestors: lesson.Course, members: true, family: "canvas");
        var teacher = await lesson.OpenAsync(listed, Role.Instructor, ancestors: lesson.Course, members: true, family: "canvas");

        Assert.Equal((false, false, false), (await lesson.PlaysAsync(unlisted), await lesson.PlaysAsync(student), await lesson.PlaysAsync(teacher)));
        Assert.Empty(await lesson.ItemsInAsync(listed));
    }

    [Theory, DatabaseData]
    public async Task An_honest_copy_plays_for_the_first_student_where_the_member_list_names_its_teacher(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var lesson = await Lesson.GiveAsync(app);
        var copy = Visit.Unique("copy");
        app.Platform.Teachers[copy] = [Visit.Unique("teacher")];

        var students = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => lesson.OpenAsync(copy, Role.Learner, ancestors: lesson.Course, members: true, family: "canvas")));

        Assert.All(await Task.WhenAll(students.Select(lesson.PlaysAsync)), Assert.True);
    }

    [Theory, DatabaseData]
    public async Task An_honest_copy_plays_once_its_teacher_opened_it_where_there_is_no_member_list(DatabaseEngine engine)
    {
        using var lesson = await Lesson.GiveAsync(await apps.OfAsync(engine));
        var copy = Visit.Unique("copy");

        await lesson.OpenAsync(copy, Role.Instructor, ancestors: lesson.Course, family: "canvas");

        Assert.True(await lesson.PlaysAsync(await lesson.OpenAsync(copy, Role.Learner, ancestors: lesson.Course, family: "canvas")));
    }
}
