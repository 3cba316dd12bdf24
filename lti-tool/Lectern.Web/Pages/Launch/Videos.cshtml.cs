using System.Globalization;
using Lectern.Core.Capture.CourseBookings;
using Lectern.Core.Contexts;
using Lectern.Core.Copies;
using Lectern.Core.Videos;
using Lectern.Web.Answers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Lectern.Web.Pages.Launch;

/// <summary>The course's videos: all of them with what can be done for teachers, the published ones for students.</summary>
[IgnoreAntiforgeryToken] // The session's header is the right, and no other site can send it.
public sealed class VideosModel(ListVideos list, PosterAddresses posters, AnswerCopyRequests answer, ReadCourseBookings recordings) : LaunchPage
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "sort")]
    public VideoSort Sort { get; set; }

    /// <summary>How many came on the pages before.</summary>
    [BindProperty(SupportsGet = true, Name = "skip")]
    public int Skip { get; set; }

    /// <summary>How many there are on all pages together.</summary>
    public int Total { get; private set; }

    public bool HasPages => Total > Rows.Count;

    /// <summary>The page before this one; null on the first.</summary>
    public string? Before => Skip > 0 ? AddressAt(Math.Max(0, Skip - VideoQuery.PageSize)) : null;

    /// <summary>The page behind this one; null on the last.</summary>
    public string? After => Skip + Rows.Count < Total ? AddressAt(Skip + Rows.Count) : null;

    public IReadOnlyList<VideoRow> Rows { get; private set; } = [];

    /// <summary>Links in other courses that wait for this teacher's word.</summary>
    public IReadOnlyList<OpenCopyRequest> CopyRequests { get; private set; } = [];

    /// <summary>Whether the course may book rooms, or something is booked for it.</summary>
    public bool HasRooms { get; private set; }

    public string CourseTitle => Launch.Course?.Title ?? Say["My media"];

    /// <summary>The course's label and term, where they say more than the title.</summary>
    public string? Subtitle => string.Join(" · ", SubtitleParts()) is { Length: > 0 } text ? text : null;

    public bool IsSearch => !string.IsNullOrWhiteSpace(Search);

    public bool IsMoving => Rows.Any(row => row.IsMoving);

    public string Address => $"{Root}/videos";

    public string AddressWithQuery => AddressAt(Skip);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (Launch.Role == CourseRole.None)
        {
            return Refuse(Refusals.NoRole);
        }

        Skip = Math.Max(0, Skip);
        var page = await list.RunAsync(Launch, new VideoQuery(Search, Sort, Skip), cancellationToken);
        Total = page.Total;
        Rows = await posters.RowsAsync(Launch, page.Videos, cancellationToken);
        HasRooms = await recordings.AnyAsync(Launch, cancellationToken);
        CopyRequests = await answer.ListAsync(Launch, cancellationToken);
        return Page();
    }

    public Task<IActionResult> OnPostAllowAsync(Guid request, CancellationToken cancellationToken) => AnswerAsync(request, isAllowed: true, cancellationToken);

    public Task<IActionResult> OnPostDeclineAsync(Guid request, CancellationToken cancellationToken) => AnswerAsync(request, isAllowed: false, cancellationToken);

    private async Task<IActionResult> AnswerAsync(Guid request, bool isAllowed, CancellationToken cancellationToken) =>
        await answer.RunAsync(Launch, request, isAllowed, cancellationToken) ? await OnGetAsync(cancellationToken) : Refuse(Refusals.NotYours);

    private string AddressAt(int skip) => QueryHelpers.AddQueryString(
        Address, new Dictionary<string, string?> { ["q"] = Search, ["sort"] = Sort.ToString(), ["skip"] = skip > 0 ? skip.ToString(CultureInfo.InvariantCulture) : null });

    private IEnumerable<string> SubtitleParts() =>
        new[] { Launch.Course?.Label, Launch.Course?.Term?.Name }.OfType<string>().Where(part => !CourseTitle.Contains(part, StringComparison.OrdinalIgnoreCase));
}
