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

    public async Task<IActionResult> OnGetAsync(Guid video, CancellationToken cancellationToken)
    {
        if (!CanEdit)
        {
            return Refuse(Refusals.NotYours);
        }

        var found = await find.RunAsync(Launch, video, cancellationToken);
        if (found.Item is null)
        {
            return Refuse(Refusals.Of(found));
        }

        Item = found.Item;
        Sections = await list.RunAsync(Launch, cancellationToken);
        return Page();
    }

    public ItemSection? Of(ListedSection section) => Item.Sections.FirstOrDefault(s => s.SectionId == section.Id);
}
