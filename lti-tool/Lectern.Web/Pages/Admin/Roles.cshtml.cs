using Lectern.Core.Contexts;
using Lectern.Core.Platforms;
using Lectern.Web.Answers;
using Lectern.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace Lectern.Web.Pages.Admin;

/// <summary>The roles that a platform's launches named, and what they are here.</summary>
public sealed class RolesModel(PlatformSettings settings, MapRoles map) : OperatorPage
{
    /// <summary>What a role can be, the most first.</summary>
    public static IReadOnlyList<CourseRole> Choices { get; } =
        [CourseRole.Instructor, CourseRole.Assistant, CourseRole.Editor, CourseRole.Learner, CourseRole.Observer, CourseRole.None];

    public Platform Platform { get; private set; } = null!;

    public IReadOnlyList<SeenRole> Roles { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid platform, CancellationToken cancellationToken)
    {
        if (await settings.FindAsync(platform, cancellationToken) is not { } found)
        {
            return Refuse(Refusals.NoSuchPage, whole: true);
        }

        Platform = found;
        Roles = await map.ListAsync(platform, cancellationToken);
        return Page();
    }

    /// <param name="becomes">Null for what it is by itself.</param>
    public async Task<IActionResult> OnPostAsync(Guid platform, Guid role, [FromForm] CourseRole? becomes, CancellationToken cancellationToken) =>
        (becomes is null || Choices.Contains(becomes.Value)) && await map.RunAsync(platform, role, becomes, OperatorPolicy.Actor, cancellationToken)
            ? RedirectToPage()
            : Refuse(Refusals.NoSuchPage, whole: true);

    public string NameOf(CourseRole role) => role switch
    {
        CourseRole.Instructor => Say["Teacher"],
        CourseRole.Assistant => Say["Teaching assistant"],
        CourseRole.Editor => Say["Editor"],
        CourseRole.Learner => Say["Student"],
        CourseRole.Observer => Say["Observer"],
        _ => Say["Nobody"],
    };
}
