using Lectern.Core.Capture.Alarms;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Platforms;
using Lectern.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Lectern.Web.Pages.Admin.Rooms;

/// <summary>The wall: every room as it is now, those in trouble first on phones, and above all what somebody should look at.</summary>
public sealed class IndexModel(ReadRooms rooms, AcknowledgeAlarm acknowledge, PlatformSettings platforms, TimeProvider time) : OperatorPage
{
    public IReadOnlyList<RoomCard> Cards { get; private set; } = [];

    public AdminTabs Tabs { get; private set; } = null!;

    public IReadOnlyList<RoomAlarm> Alarms { get; private set; } = [];

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    public int Count(params RoomState[] states) => Cards.Count(card => states.Contains(card.State));

    public int Needy => Alarms.Select(alarm => alarm.RoomId).Distinct().Count();

    public DateTimeOffset At { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Tabs = new AdminTabs("rooms", await platforms.CountAsync(cancellationToken), await rooms.CountAsync(cancellationToken));
        await LoadAsync(cancellationToken);
    }

    /// <summary>The same without the page around it, for the script that keeps it fresh.</summary>
    public async Task<PartialViewResult> OnGetWallAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return Partial("_Wall", this);
    }

    public async Task<IActionResult> OnPostSeenAsync([FromForm] Guid alarm, CancellationToken cancellationToken)
    {
        await acknowledge.RunAsync(alarm, Request.Form[$"by-{alarm}"], OperatorPolicy.Actor, cancellationToken);
        return RedirectToPage();
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        At = time.GetUtcNow();
        Cards = [.. (await rooms.WatchAsync(Search, OperatorPolicy.Actor, cancellationToken)).Select(now => new RoomCard(now, At))];
        Alarms = [.. Cards.SelectMany(card => RoomAlarm.Of(card, Say)).OrderByDescending(alarm => alarm.IsBad)];
    }
}
