using Lectern.EndToEnd.Tests.Browser;
using Lectern.EndToEnd.Tests.Pages;

namespace Lectern.EndToEnd.Tests.Manners;

/// <summary>What holds everywhere, and a look at the pages of those who grade.</summary>
public sealed class MoodleMannerTests(MoodleCampus campus, LecternBrowser browser) : InEveryManner(campus, browser), IClassFixture<MoodleCampus>
{
    [Fact]
    public async Task Pages_of_those_who_grade_have_no_faults()
    {
        var lecture = await campus.GradedAsync(Browser);
        await using var teacher = await PracticeLms.SitDownAsync(Stack, Browser, "Ines");

        await lecture.OpenWhoWatchedAsync(Stack, teacher);
        Faults.None(await teacher.ExamineAsync("who-watched"));

        await lecture.OpenReviewInWindowAsync(Stack, teacher, "Tomas");
        Faults.None(await teacher.ExamineAsync("review"));
    }
}

public sealed class BlackboardMannerTests(BlackboardCampus campus, LecternBrowser browser) : InEveryManner(campus, browser), IClassFixture<BlackboardCampus>;

public sealed class MoodleCampus() : Campus("moodle");

public sealed class CanvasCampus() : Campus("canvas")
{
    public override bool TellsImports => true;

    public override bool KeepsDataForTools => true;

    public override bool SendsNotices => true;
}

public sealed class BlackboardCampus() : Campus("blackboard")
{
    public override bool TellsAllSections => true;

    public override bool KeepsDataForTools => true;
}
