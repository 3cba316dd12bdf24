using Lectern.Core.Checks;
using Lectern.Core.Contexts;
using Lectern.Core.Videos;
using Lectern.Web.Answers;
using Microsoft.AspNetCore.Mvc;

namespace Lectern.Web.Pages.Launch;

/// <summary>Whether students of each section would see one video, and why not.</summary>
public sealed class VideoCheckModel(FindVideo find, CheckVideo check, ListSections list) : LaunchPage
{
    public string Title { get; private set; } = "";

    public string VideoAddress { get; private set; } = "";

    public IReadOnlyList<SectionCheck> Answers { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid video, CancellationToken cancellationToken)
    {
        if (!CanEdit)
        {
            return Refuse(Refusals.NotYours);
        }

        var found = await find.RunAsync(Launch, video, cancellationToken);
        if (found.Item is not { } item)
        {
            return Refuse(Refusals.Of(found));
        }

        (Title, VideoAddress) = (item.DisplayTitle, $"{Root}/videos/{item.VideoId}");
        Answers = await check.RunAsync(Launch, item.VideoId, await list.RunAsync(Launch, cancellationToken), cancellationToken);
        return Page();
    }
}
