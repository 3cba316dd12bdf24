using Lectern.Core.Governance;
using Lectern.Core.Platforms;
using Lectern.Web.Lti;
using Lectern.Web.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Lectern.Web.Pages.Admin;

/// <summary>The operator's page: platforms, invitations, deployments that wait, and what was done lately.</summary>
public sealed class IndexModel(PlatformSettings settings, IssueInvitation invite, EndAdminSession end, IOptions<WebOptions> options) : LecternPage
{
    private const int LatestActs = 50;

    public IReadOnlyList<PlatformView> Platforms { get; private set; } = [];

    public IReadOnlyList<AuditEntry> Audit { get; private set; } = [];

    /// <summary>The registration address that was just made; shown once.</summary>
    public string? InvitationUrl { get; private set; }

    public string? Fault { get; private set; }

    public override void OnPageHandlerExecuting(Microsoft.AspNetCore.Mvc.Filters.PageHandlerExecutingContext context) =>
        PageHeaders.Of(HttpContext).FrameAncestors = "'none'";

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public async Task OnPostInviteAsync([FromForm] string? name, CancellationToken cancellationToken)
    {
        var issued = await invite.RunAsync(name, OperatorPolicy.Actor, cancellationToken);
        InvitationUrl = options.Value.Address($"{LtiProtocol.RegisterPath}?code={issued.Code}");
        await LoadAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostApproveAsync(Guid platform, Guid deployment, CancellationToken cancellationToken)
    {
        await settings.ApproveDeploymentAsync(platform, deployment, OperatorPolicy.Actor, cancellationToken);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostAddOriginAsync(Guid platform, [FromForm] string? origin, CancellationToken cancellationToken)
    {
        if (await settings.AddFrameOriginAsync(platform, origin ?? "", OperatorPolicy.Actor, cancellationToken))
        {
            return RedirectToPage();
        }

        Fault = Say["An address begins with https:// and names a host, such as https://lms.example.edu."];
        await LoadAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostRemoveOriginAsync(Guid platform, Guid origin, CancellationToken cancellationToken)
    {
        await settings.RemoveFrameOriginAsync(platform, origin, OperatorPolicy.Actor, cancellationToken);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostSignOutAsync(CancellationToken cancellationToken)
    {
        await end.RunAsync(cancellationToken);
        await HttpContext.SignOutAsync(OperatorPolicy.Scheme);
        return Redirect("/admin/sign-in");
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var views = new List<PlatformView>();
        foreach (var platform in await settings.ListAsync(cancellationToken))
        {
            views.Add(new PlatformView(platform, await settings.DeploymentsAsync(platform.Id, cancellationToken)));
        }

        Platforms = views;
        Audit = await settings.AuditAsync(LatestActs, cancellationToken);
    }
}
