using Lectern.Core.Merging;
using Lectern.Web.Answers;
using Microsoft.AspNetCore.Mvc;

namespace Lectern.Web.Pages.Admin;

/// <summary>A platform's courses, to be found by IT.</summary>
public sealed class CoursesModel(ListCourses list) : OperatorPage
{
    public CourseList View { get; private set; } = null!;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await list.RunAsync(id, Search, cancellationToken) is not { } view)
        {
            return Refuse(Refusals.NoSuchPage, whole: true);
        }

        View = view;
        return Page();
    }
}
