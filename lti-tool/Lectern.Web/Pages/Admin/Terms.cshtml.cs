using Lectern.Core.Contexts;
using Lectern.Web.Answers;
using Lectern.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace Lectern.Web.Pages.Admin;

/// <summary>A platform's terms: those that launches told, renamed and re-dated where IT likes, and IT's own.</summary>
public sealed class TermsModel(EditTerms terms) : OperatorPage
{
    public ShownTerms View { get; private set; } = null!;

    public string? Fault { get; private set; }

    public static string Days(Term term) =>
        term.StartsAt is null && term.EndsAt is null ? "" : $"{TermDays.FirstDay(term.StartsAt):yyyy-MM-dd} – {TermDays.LastDay(term.EndsAt):yyyy-MM-dd}";

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken) => ShowAsync(id, cancellationToken);

    public async Task<IActionResult> OnPostAddAsync(Guid id, [FromForm] TermForm form, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await terms.AddAsync(id, form.ToEntry(), OperatorPolicy.Actor, cancellationToken), cancellationToken);

    public async Task<IActionResult> OnPostChangeAsync(Guid id, Guid term, [FromForm] TermForm form, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await terms.ChangeAsync(id, term, form.ToEntry(), OperatorPolicy.Actor, cancellationToken), cancellationToken);

    public async Task<IActionResult> OnPostRemoveAsync(Guid id, Guid term, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await terms.RemoveAsync(id, term, OperatorPolicy.Actor, cancellationToken), cancellationToken);

    private async Task<IActionResult> AnswerAsync(Guid id, EditTermOutcome outcome, CancellationToken cancellationToken)
    {
        Fault = outcome switch
        {
            EditTermOutcome.NoName => Say["A term needs a name."].Value,
            EditTermOutcome.EndsBeforeItBegins => Say["The last day lies before the first."].Value,
            EditTermOutcome.NoDays => Say["To find courses by their days the term needs a first and a last day."].Value,
            EditTermOutcome.HasCourses => Say["Courses belong to this term, so it stays."].Value,
            EditTermOutcome.NotThere => Say["This term is gone."].Value,
            _ => null,
        };
        return Fault is null ? RedirectToPage() : await ShowAsync(id, cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await terms.FindAsync(id, cancellationToken) is not { } view)
        {
            return Refuse(Refusals.NoSuchPage, whole: true);
        }

        View = view;
        return Page();
    }

    public sealed record TermForm(string? Name, DateOnly? FirstDay, DateOnly? LastDay, string? Pattern, bool MatchesDate)
    {
        internal TermEntry ToEntry() => new(Name, FirstDay, LastDay, Pattern, MatchesDate);
    }
}
