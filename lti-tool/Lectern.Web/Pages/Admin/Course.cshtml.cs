using Lectern.Core.Merging;
using Lectern.Web.Answers;
using Lectern.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace Lectern.Web.Pages.Admin;

/// <summary>One course as IT sees it, and the courses that share its collection: each change is shown before it is made.</summary>
public sealed class CourseModel(ListCourses list, MergeCourses merge, UnmergeCourses unmerge) : OperatorPage
{
    public Guid PlatformId { get; private set; }

    public SharedCourse View { get; private set; } = null!;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    public IReadOnlyList<ListedCourse> Found { get; private set; } = [];

    public MergePreview? Joining { get; private set; }

    public UnmergePreview? Leaving { get; private set; }

    public string? Fault { get; private set; }

    public string Address => $"/admin/platforms/{PlatformId}/courses/{View.Course.Id}";

    public async Task<IActionResult> OnGetAsync(Guid id, Guid course, Guid? with, Guid? part, CancellationToken cancellationToken)
    {
        Joining = with is { } joining ? await merge.PreviewAsync(id, course, joining, cancellationToken) : null;
        Leaving = part is { } leaving ? await unmerge.PreviewAsync(id, leaving, cancellationToken) : null;
        Fault = with is not null && Joining is null ? CantShare() : null;
        return await ShowAsync(id, course, cancellationToken);
    }

    public async Task<IActionResult> OnPostMergeAsync(Guid id, Guid course, Guid with, CancellationToken cancellationToken)
    {
        if (await merge.RunAsync(id, course, with, OperatorPolicy.Actor, cancellationToken))
        {
            return RedirectToPage(new { id, course });
        }

        Fault = CantShare();
        return await ShowAsync(id, course, cancellationToken);
    }

    public async Task<IActionResult> OnPostUnmergeAsync(Guid id, Guid course, Guid part, CancellationToken cancellationToken)
    {
        await unmerge.RunAsync(id, part, OperatorPolicy.Actor, cancellationToken);
        return RedirectToPage(new { id, course });
    }

    private string CantShare() => Say["These two can't share a collection: both must have been opened once, and neither may share with another course already."];

    private async Task<IActionResult> ShowAsync(Guid id, Guid course, CancellationToken cancellationToken)
    {
        if (await list.FindAsync(id, course, cancellationToken) is not { } view)
        {
            return Refuse(Refusals.NoSuchPage, whole: true);
        }

        (PlatformId, View) = (id, view);
        Found = string.IsNullOrWhiteSpace(Search) ? [] : [.. (await list.RunAsync(id, Search, cancellationToken))!.Courses.Where(c => c.Id != course && c.SharedWithId is null).Take(20)];
        return Page();
    }
}
