using System.Globalization;
using Lectern.Core.Collections;
using Lectern.Core.Contexts;
using Lectern.Core.Videos;
using Lectern.Web.Answers;
using Microsoft.AspNetCore.Mvc;

namespace Lectern.Web.Pages.Launch;

/// <summary>For whom of the course a video is, and from when to when.</summary>
public sealed class AudienceModel(FindVideo find, ListSections list) : LaunchPage
{
    public CollectionItem Item { get; private set; } = null!;

    public IReadOnlyList<ListedSection> Sections { get; private set; } = [];

    public string VideoAddress => $"{Root}/videos/{Item.VideoId}";

    public async Task<IActionResult> OnGetAsync(Guid video, CancellationToken cancellationToken)
    {
        var found = await find.RunAsync(Launch, video, cancellationToken);
        if (!CanEdit || found.Item is null)
        {
            return Refuse(CanEdit ? Refusals.Of(found) : Refusals.NotYours);
        }

        Item = found.Item;
        Sections = await list.RunAsync(Launch, cancellationToken);
        return Page();
    }

    public ItemSection? Of(ListedSection section) => Item.Sections.FirstOrDefault(s => s.SectionId == section.Id);

    /// <summary>For the script, which puts it into the reader's own zone.</summary>
    public static string? Instant(DateTimeOffset? at) => at?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
