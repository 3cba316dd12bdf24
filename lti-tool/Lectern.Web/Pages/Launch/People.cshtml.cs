using Lectern.Core.Governance;
using Lectern.Core.Launches;
using Lectern.Web.Answers;
using Microsoft.AspNetCore.Mvc;

namespace Lectern.Web.Pages.Launch;

/// <summary>Whose data an administrator of the LMS looks after, by its data privacy launch: one person, or everybody.</summary>
public sealed class PeopleModel(FindPeople find) : LaunchPage
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    public IReadOnlyList<FoundPerson> People { get; private set; } = [];

    public string Address => $"{Root}/people";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!Launch.CanLookAfterPeople())
        {
            return Refuse(Refusals.OnlyAdministratorsSeeData);
        }

        People = await find.RunAsync(Launch, Search, cancellationToken);
        return Launch.AboutSubject is not null && People is [var only] ? Redirect($"{Address}/{only.Id}") : Page();
    }
}
