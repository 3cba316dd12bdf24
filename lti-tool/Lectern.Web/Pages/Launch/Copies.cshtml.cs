using Lectern.Core.Copies;
using Lectern.Core.Launches;
using Lectern.Web.Answers;
using Microsoft.AspNetCore.Mvc;

namespace Lectern.Web.Pages.Launch;

/// <summary>What copies of the course get, and the answers that were given to copied links.</summary>
[IgnoreAntiforgeryToken] // The session's header is the right, and no other site can send it.
public sealed class CopiesModel(SetCopyPolicy rules, ChangeCopyAnswer answers) : LaunchPage
{
    /// <summary>Null outside of courses, where nothing is copied.</summary>
    public CourseCopyRule? Rule { get; private set; }

    public IReadOnlyList<DecidedCopyRequest> Decided { get; private set; } = [];

    public string? Said { get; private set; }

    public string HoldsText => Rule?.Holds.Source switch
    {
        CopyRuleSource.Course => Say["This course's own rule holds. What other courses got before stays theirs."],
        CopyRuleSource.Department => Say["The rule that your IT chose for the department holds. What other courses got before stays theirs."],
        _ => Say["The rule that your IT chose for the LMS holds. What other courses got before stays theirs."],
    };

    public string Address => $"{Root}/copies";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!Launch.CanGiveAway())
        {
            return Refuse(Refusals.NotYours);
        }

        Rule = await rules.FindAsync(Launch, cancellationToken);
        Decided = await answers.ListAsync(Launch, cancellationToken);
        return Page();
    }

    /// <param name="policy">Empty for the rule of the department or the LMS.</param>
    public async Task<IActionResult> OnPostRuleAsync([FromForm] CopyPolicy? policy, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid || !await rules.ForCourseAsync(Launch, policy, cancellationToken))
        {
            return Refuse(Refusals.NotYours);
        }

        Said = Say["Saved"];
        return await OnGetAsync(cancellationToken);
    }

    public Task<IActionResult> OnPostAllowAsync(Guid request, CancellationToken cancellationToken) => ChangeAsync(request, isAllowed: true, Say["It plays there now."], cancellationToken);

    public Task<IActionResult> OnPostTakeBackAsync(Guid request, CancellationToken cancellationToken) => ChangeAsync(request, isAllowed: false, Say["It no longer plays there. A copy of its own that the course has by now stays."], cancellationToken);

    private async Task<IActionResult> ChangeAsync(Guid request, bool isAllowed, string said, CancellationToken cancellationToken)
    {
        if (!await answers.RunAsync(Launch, request, isAllowed, cancellationToken))
        {
            return Refuse(Refusals.NotYours);
        }

        Said = said;
        return await OnGetAsync(cancellationToken);
    }
}
