using Lectern.Core.Rollovers;
using Lectern.Web.Answers;
using Microsoft.AspNetCore.Mvc;

namespace Lectern.Web.Pages.Launch;

/// <summary>What becomes of the course's videos in a new term: proposed, shown old beside new, applied at once, undoable.</summary>
[IgnoreAntiforgeryToken] // The session's header is the right, and no other site can send it.
[RequestFormLimits(ValueCountLimit = PlanRollover.Most + 10)]
public sealed class RolloverModel(PlanRollover plan, ApplyRollover apply, UndoRollover undo, BringItems bring) : LaunchPage
{
    [BindProperty(SupportsGet = true, Name = "old")]
    public DateOnly? OldStart { get; set; }

    [BindProperty(SupportsGet = true, Name = "new")]
    public DateOnly? NewStart { get; set; }

    [BindProperty(SupportsGet = true, Name = "zone")]
    public string? Zone { get; set; }

    /// <summary>One choice for all rows; null for what is proposed.</summary>
    [BindProperty(SupportsGet = true, Name = "all")]
    public RolloverChoice? All { get; set; }

    public RolloverPlan Plan { get; private set; } = null!;

    /// <summary>What was done just now.</summary>
    public string? Said { get; private set; }

    /// <summary>Titles of what an undo left as it is.</summary>
    public IReadOnlyList<string> Left { get; private set; } = [];

    public string Address => $"{Root}/rollover";

    public RolloverChoice ChoiceOf(PlannedItem item) => All ?? item.Proposal;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await plan.RunAsync(Launch, new RolloverTerms(OldStart, NewStart, Zone), cancellationToken) is not { } found)
        {
            return Refuse(Refusals.NotYours);
        }

        Plan = found;
        return Page();
    }

    public async Task<IActionResult> OnPostApplyAsync(CancellationToken cancellationToken)
    {
        var shift = OldStart is { } old && NewStart is { } next ? DateShift.Between(old, next, DateShift.ZoneOf(Zone)) : null;
        IEnumerable<string?> choices = Request.HasFormContentType ? Request.Form["choice"] : [];
        var applied = await apply.RunAsync(Launch, new RolloverOrder([.. choices.Select(Read).OfType<ChosenItem>()], shift), cancellationToken);
        switch (applied.Outcome)
        {
            case RolloverOutcome.ChangedMeanwhile:
                return Refuse(Refusals.ChangedMeanwhile);
            case RolloverOutcome.NotYours:
                return Refuse(Refusals.NotYours);
            default:
                Said = Say["{0} changed. You can undo it below.", applied.Changed];
                return await OnGetAsync(cancellationToken);
        }
    }

    public async Task<IActionResult> OnPostUndoAsync(Guid rollover, CancellationToken cancellationToken)
    {
        if (await undo.RunAsync(Launch, rollover, cancellationToken) is not { } undone)
        {
            return Refuse(Refusals.NotYours);
        }

        (Said, Left) = (Say["Put back as before: {0}.", undone.Restored], undone.Left);
        return await OnGetAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostBringAsync(CancellationToken cancellationToken)
    {
        if (await bring.RunAsync(Launch, cancellationToken) is not { } brought)
        {
            return Refuse(Refusals.NotYours);
        }

        Said = Say["{0} came over. Students don't see them yet.", brought];
        return await OnGetAsync(cancellationToken);
    }

    // "item:version:choice", one field a row: forms have a limit of fields.
    private static ChosenItem? Read(string? field) =>
        field?.Split(':') is [var item, var version, var choice] && Guid.TryParse(item, out var id) && Guid.TryParse(version, out var seen) && Enum.TryParse<RolloverChoice>(choice, out var what)
            ? new ChosenItem(id, seen, what)
            : null;
}
