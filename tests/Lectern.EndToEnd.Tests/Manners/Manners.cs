using Lectern.EndToEnd.Tests.Browser;

namespace Lectern.EndToEnd.Tests.Manners;

public sealed class MoodleMannerTests(MoodleCampus campus, LecternBrowser browser) : InEveryManner(campus, browser), IClassFixture<MoodleCampus>;

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
