using Lectern.Core.Checks;
using Lectern.Core.Contexts;
using Lectern.Web.Answers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Lectern.Web.Pages.Launch;

/// <summary>What students of a section can't play, why, and the repair of it.</summary>
[IgnoreAntiforgeryToken] // The session's header is the right, and no other site can send it.
public sealed class CheckModel(CheckCourse check, RepairVideos repair, ListSections list) : LaunchPage
{
    [BindProperty(SupportsGet = true, Name = "section")]
    public Guid? Section { get; set; }

    public CourseCheck Check { get; private set; } = null!;

    public IReadOnlyList<ListedSection> Sections { get; private set; } = [];

    /// <summary>How many were repaired just now; null when nobody asked for it.</summary>
    public int? Repaired { get; private set; }

    public string Address => $"{Root}/check";

    public string RepairAddress => QueryHelpers.AddQueryString(Address, new Dictionary<string, string?> { ["handler"] = "Repair", ["section"] = Section?.ToString() });

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await check.RunAsync(Launch, Section, cancellationToken) is not { } found)
        {
            return Refuse(Refusals.NotYours);
        }

        Check = found;
        Sections = await list.RunAsync(Launch, cancellationToken);
        return Page();
    }

    /// <param name="one">The video whose own button was pressed; null for those that were chosen.</param>
    /// <param name="video">Those that were chosen.</param>
    public async Task<IActionResult> OnPostRepairAsync([FromForm] Guid? one, [FromForm] IReadOnlyList<Guid>? video, CancellationToken cancellationToken)
    {
        Repaired = await repair.RunAsync(Launch, Section, one is { } single ? [single] : video ?? [], cancellationToken);
        return Repaired is null ? Refuse(Refusals.NotYours) : await OnGetAsync(cancellationToken);
    }
}
