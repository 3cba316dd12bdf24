using Lectern.Core.Capture.Rooms;
using Lectern.Core.Governance;
using Lectern.Core.Platforms;
using Lectern.Web.Lti;
using Lectern.Web.Lti.SelfTest;
using Lectern.Web.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Lectern.Web.Pages.Admin;

/// <summary>The operator's first page: platforms, invitations, deployments that wait, and what was done lately.</summary>
public sealed class IndexModel(PlatformSettings settings, IssueInvitation invite, PlatformSelfTest test, EndAdminSession end, ReadRooms rooms, IOptions<WebOptions> options) : OperatorPage
{
    private const int LatestActs = 50;

    public IReadOnlyList<PlatformCard> Platforms { get; private set; } = [];

    public AdminTabs Tabs { get; private set; } = null!;

    public IReadOnlyList<AuditEntry> Audit { get; private set; } = [];

    /// <summary>The registration address that was just made; shown once.</summary>
    public string? InvitationUrl { get; private set; }

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public async Task OnPostInviteAsync([FromForm] string? name, CancellationToken cancellationToken)
    {
        var issued = await invite.RunAsync(name, OperatorPolicy.Actor, cancellationToken);
        InvitationUrl = options.Value.Address($"{LtiProtocol.RegisterPath}?code={issued.Code}");
        await LoadAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostSignOutAsync(CancellationToken cancellationToken)
    {
        await end.RunAsync(cancellationToken);
        await HttpContext.SignOutAsync(OperatorPolicy.Scheme);
        return Redirect("/admin/sign-in");
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var cards = new List<PlatformCard>();
        foreach (var platform in await settings.ListAsync(cancellationToken))
        {
            var view = new PlatformView(platform, await settings.DeploymentsAsync(platform.Id, cancellationToken));
            cards.Add(new PlatformCard(view, await test.ReadAsync(view, cancellationToken)));
        }

        Platforms = cards;
        Tabs = new AdminTabs("platforms", cards.Count, await rooms.CountAsync(cancellationToken));
        Audit = await settings.AuditAsync(LatestActs, cancellationToken);
    }
}
