using Lectern.Core.Analytics;
using Lectern.Core.Grades;
using Lectern.Core.Launches;
using Lectern.Web.Answers;
using Microsoft.AspNetCore.Mvc;

namespace Lectern.Web.Pages.Launch;

/// <summary>What one student watched of a graded video, opened from the LMS's gradebook.</summary>
public sealed class ReviewModel(ListScores list) : LaunchPage
{
    public ReviewedWork Work { get; private set; } = null!;

    public IReadOnlyList<SecondRange> Ranges => WatchedRanges.Parse(Work.Watcher.Record?.Ranges ?? "").All;

    public ScoreView Score => new(Work.Link, Work.Watcher.Scores.Count > 0 ? Work.Watcher.Scores[0] : null, null);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!Launch.CanGrade())
        {
            return Refuse(Refusals.OnlyGraders);
        }

        if (await list.ReviewAsync(Launch, cancellationToken) is not { } work)
        {
            return Refuse(Launch.ReviewLinkId is null ? Refusals.NoGradeHere : Refusals.NobodyHere);
        }

        Work = work;
        return Page();
    }
}
