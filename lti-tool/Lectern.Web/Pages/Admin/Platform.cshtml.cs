using Lectern.Core.Copies;
using Lectern.Core.LaunchLog;
using Lectern.Core.Platforms;
using Lectern.Web.Answers;
using Lectern.Web.Lti.SelfTest;
using Lectern.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace Lectern.Web.Pages.Admin;

/// <summary>One platform as the operator sees it: its deployments, who may frame it, and how the two reach each other.</summary>
public sealed class PlatformModel(PlatformSettings settings, ReadLaunchLog log, PlatformSelfTest test, SetCopyPolicy copies) : OperatorPage
{
    private const int LatestRefusals = 5;

    public PlatformView View { get; private set; } = null!;

    /// <summary>The last ones that were refused.</summary>
    public IReadOnlyList<LaunchView> Launches { get; private set; } = [];

    public SelfTestReport Report { get; private set; } = null!;

    public string? Fault { get; private set; }

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken) => ShowAsync(id, cancellationToken);

    /// <summary>Asks the platform now.</summary>
    public async Task<IActionResult> OnPostCheckAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await settings.FindAsync(id, cancellationToken) is { } platform)
        {
            await test.RunAsync(new PlatformView(platform, await settings.DeploymentsAsync(id, cancellationToken)), cancellationToken);
        }

        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostApproveAsync(Guid id, Guid deployment, CancellationToken cancellationToken)
    {
        await settings.ApproveDeploymentAsync(id, deployment, OperatorPolicy.Actor, cancellationToken);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostRefuseAsync(Guid id, Guid deployment, CancellationToken cancellationToken)
    {
        await settings.RefuseDeploymentAsync(id, deployment, OperatorPolicy.Actor, cancellationToken);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostAddOriginAsync(Guid id, [FromForm] string? origin, CancellationToken cancellationToken)
    {
        if (await settings.AddFrameOriginAsync(id, origin ?? "", OperatorPolicy.Actor, cancellationToken))
        {
            return RedirectToPage();
        }

        Fault = Say["An address begins with https:// and names a host, such as https://lms.example.edu."];
        return await ShowAsync(id, cancellationToken);
    }

    public async Task<IActionResult> OnPostRemoveOriginAsync(Guid id, Guid origin, CancellationToken cancellationToken)
    {
        await settings.RemoveFrameOriginAsync(id, origin, OperatorPolicy.Actor, cancellationToken);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostCopiesAsync(Guid id, [FromForm] CopyPolicy policy, CancellationToken cancellationToken)
    {
        if (ModelState.IsValid)
        {
            await copies.ForPlatformAsync(id, policy, OperatorPolicy.Actor, cancellationToken);
        }

        return RedirectToPage();
    }

    private async Task<IActionResult> ShowAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await settings.FindAsync(id, cancellationToken) is not { } platform)
        {
            return Refuse(Refusals.NoSuchPage, whole: true);
        }

        View = new PlatformView(platform, await settings.DeploymentsAsync(id, cancellationToken));
        Report = await test.ReadAsync(View, cancellationToken);
        var refused = await log.ListAsync(new LaunchLogQuery(id, RefusedOnly: true, Take: LatestRefusals), cancellationToken);
        Launches = [.. refused.Select(record => new LaunchView(record, platform.Name))];
        return Page();
    }
}
