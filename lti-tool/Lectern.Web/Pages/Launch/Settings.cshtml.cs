using Lectern.Core.Governance;
using Lectern.Core.Platforms;
using Lectern.Web.Answers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Lectern.Web.Pages.Launch;

/// <summary>What an LMS's administrator may change, by a launch of their own: this LMS's frame origins and deployments, and nothing of another's.</summary>
[IgnoreAntiforgeryToken] // The session's header is the right, and no other site can send it.
public sealed class SettingsModel(PlatformSettings settings) : LaunchPage
{
    public PlatformView View { get; private set; } = null!;

    public string? Fault { get; private set; }

    public string Address => $"{Root}/settings";

    private string Actor => Actors.Of(Launch.PersonId);

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (!Launch.IsPlatformAdministrator)
        {
            context.Result = Refuse(Refusals.OnlyLmsAdministrators);
        }
    }

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostApproveAsync(Guid deployment, CancellationToken cancellationToken)
    {
        await settings.ApproveDeploymentAsync(Launch.PlatformId, deployment, Actor, cancellationToken);
        return await ShowAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAddOriginAsync([FromForm] string? origin, CancellationToken cancellationToken)
    {
        Fault = await settings.AddFrameOriginAsync(Launch.PlatformId, origin ?? "", Actor, cancellationToken)
            ? null
            : Say["An address begins with https:// and names a host, such as https://lms.example.edu."].Value;
        return await ShowAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostRemoveOriginAsync(Guid origin, CancellationToken cancellationToken)
    {
        await settings.RemoveFrameOriginAsync(Launch.PlatformId, origin, Actor, cancellationToken);
        return await ShowAsync(cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        View = new PlatformView((await settings.FindAsync(Launch.PlatformId, cancellationToken))!, await settings.DeploymentsAsync(Launch.PlatformId, cancellationToken));
        return Page();
    }
}
