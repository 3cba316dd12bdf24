using Lectern.Core.Contexts;
using Lectern.Core.Videos;
using Microsoft.AspNetCore.Mvc;

namespace Lectern.Web.Pages.Launch;

/// <summary>The course's videos: all of them with what can be done for teachers, the published ones for students.</summary>
public sealed class VideosModel(ListVideos list, PosterAddresses posters) : LaunchPage
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "sort")]
    public VideoSort Sort { get; set; }

    public IReadOnlyList<VideoRow> Rows { get; private set; } = [];

    public string CourseTitle => Launch.Course?.Title ?? "My media";

    public string? TermName => Launch.Course?.Term?.Name;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (Launch.Role == CourseRole.None)
        {
            return NoRole();
        }

        var videos = await list.RunAsync(Launch, new VideoQuery(Search, Sort), cancellationToken);
        Rows = await posters.RowsAsync(videos, cancellationToken);
        return Page();
    }
}
