using System.Text.Json;
using Lectern.Core.Launches;
using Lectern.Core.Videos;
using Lectern.Lti.DeepLinking;
using Lectern.Web.Answers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Lectern.Web.Pages.Launch;

/// <summary>Chooses videos for the LMS's editor or activity form.</summary>
public sealed class PickerModel(ListVideos list, PosterAddresses posters) : LaunchPage
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    public IReadOnlyList<VideoRow> Rows { get; private set; } = [];

    /// <summary>How many there are, of which the newest are shown.</summary>
    public int Total { get; private set; }

    /// <summary>False when the LMS takes one item only.</summary>
    public bool TakesSeveral { get; private set; }

    /// <summary>False when the LMS makes no grade column here.</summary>
    public bool TakesPoints { get; private set; }

    public bool IsMoving => Rows.Any(row => row.IsMoving);

    public string Address => $"{Root}/picker";

    public string AddressWithQuery => QueryHelpers.AddQueryString(Address, "q", Search ?? "");

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!Launch.CanPlace())
        {
            return Refuse(Refusals.OnlyTeachersPlace);
        }

        var settings = JsonSerializer.Deserialize<DeepLinkingFacts>(Launch.DeepLinkingFacts!)!.Settings;
        (TakesSeveral, TakesPoints) = (settings.AcceptMultiple, settings.AcceptLineItem != false);
        var page = await list.RunAsync(Launch, new VideoQuery(Search), cancellationToken);
        Total = page.Total;
        Rows = await posters.RowsAsync(Launch, page.Videos, cancellationToken);
        return Page();
    }
}
