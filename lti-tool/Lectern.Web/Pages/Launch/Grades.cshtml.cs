using Lectern.Core.Collections;
using Lectern.Core.Grades;
using Lectern.Core.Launches;
using Lectern.Core.Videos;
using Lectern.Web.Answers;
using Microsoft.AspNetCore.Mvc;

namespace Lectern.Web.Pages.Launch;

/// <summary>Who watched how much of a video, and what the LMS was told of it.</summary>
[IgnoreAntiforgeryToken] // The session's header is the right, and no other site can send it.
public sealed class GradesModel(FindVideo find, ListScores list, DecideScores decide, SetPoints setPoints) : LaunchPage
{
    public CollectionItem Item { get; private set; } = null!;

    public WatchedVideo Watched { get; private set; } = null!;

    public string Address => $"{Root}/videos/{Item.VideoId}/grades";

    public async Task<IActionResult> OnGetAsync(Guid video, CancellationToken cancellationToken)
    {
        if (!Launch.CanGrade())
        {
            return Refuse(Refusals.OnlyGraders);
        }

        var found = await find.RunAsync(Launch, video, cancellationToken);
        if (found.Item is not { } item || await list.RunAsync(Launch, item.VideoId, cancellationToken) is not { } watched)
        {
            return Refuse(Refusals.Of(found));
        }

        (Item, Watched) = (item, watched);
        return Page();
    }

    public Task<IActionResult> OnPostKeepAsync(Guid video, Guid score, CancellationToken cancellationToken) => DecideAsync(video, score, ScoreDecision.KeepTheirs, cancellationToken);

    public Task<IActionResult> OnPostSendAsync(Guid video, Guid score, CancellationToken cancellationToken) => DecideAsync(video, score, ScoreDecision.SendOurs, cancellationToken);

    public Task<IActionResult> OnPostAgainAsync(Guid video, Guid score, CancellationToken cancellationToken) => DecideAsync(video, score, ScoreDecision.TryAgain, cancellationToken);

    /// <param name="points">Empty for a video that doesn't count.</param>
    public async Task<IActionResult> OnPostPointsAsync(Guid video, Guid link, [FromForm] string? points, [FromForm] int enough, CancellationToken cancellationToken)
    {
        int? worth = string.IsNullOrWhiteSpace(points) ? null : int.TryParse(points, out var number) ? number : 0;
        return worth is < 1 or > GradedLink.MostPoints ? Refuse(Refusals.PointsOutOfRange.With(GradedLink.MostPoints))
            : await setPoints.RunAsync(Launch, link, worth, enough, cancellationToken) ? await OnGetAsync(video, cancellationToken)
            : Refuse(Refusals.NotYours);
    }

    private async Task<IActionResult> DecideAsync(Guid video, Guid score, ScoreDecision decision, CancellationToken cancellationToken) =>
        await decide.RunAsync(Launch, score, decision, cancellationToken) ? await OnGetAsync(video, cancellationToken) : Refuse(Refusals.NotYours);
}
