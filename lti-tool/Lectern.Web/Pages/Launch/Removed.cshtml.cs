using Lectern.Core.Videos;
using Lectern.Web.Answers;
using Microsoft.AspNetCore.Mvc;

namespace Lectern.Web.Pages.Launch;

/// <summary>What was taken out of the course and can be put back.</summary>
public sealed class RemovedModel(ListRemoved list) : LaunchPage
{
    public IReadOnlyList<RemovedVideo> Videos { get; private set; } = [];

    public string Address => $"{Root}/removed";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await list.RunAsync(Launch, cancellationToken) is not { } found)
        {
            return Refuse(Refusals.NotYours);
        }

        Videos = found;
        return Page();
    }
}
