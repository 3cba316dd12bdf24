using Lectern.Core.Governance;
using Lectern.Core.Launches;
using Lectern.Web.Answers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Lectern.Web.Pages.Launch;

/// <summary>What is kept of one person. It can be taken along as a file, and erased.</summary>
[IgnoreAntiforgeryToken] // The session's header is the right, and no other site can send it.
public sealed class PersonModel(ReadPersonalData read, ErasePersonalData erase) : LaunchPage
{
    public PersonalData Data { get; private set; } = null!;

    public string Name => Data.Name ?? (Data.ErasedAt is null ? Say["No name"] : Say["Erased"]).Value;

    public string Address => $"{Root}/people/{Data.Id}";

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (!Launch.CanLookAfterPeople())
        {
            context.Result = Refuse(Refusals.OnlyAdministratorsSeeData);
        }
    }

    public async Task<IActionResult> OnGetAsync(Guid person, CancellationToken cancellationToken)
    {
        if (await read.RunAsync(Launch, person, cancellationToken) is not { } data)
        {
            return Refuse(Refusals.NotYours);
        }

        Data = data;
        return Page();
    }

    public async Task<IActionResult> OnPostEraseAsync(Guid person, CancellationToken cancellationToken) =>
        await erase.RunAsync(Launch, person, cancellationToken) ? await OnGetAsync(person, cancellationToken) : Refuse(Refusals.NotYours);
}
