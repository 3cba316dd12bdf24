using Lectern.Core.Copies;
using Lectern.Core.Platforms;
using Lectern.Web.Answers;
using Lectern.Web.Pages.Launch;
using Lectern.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace Lectern.Web.Pages.Admin;

/// <summary>A platform's departments, and what copies of their courses get.</summary>
public sealed class DepartmentsModel(PlatformSettings settings, ListDepartments list, SetCopyPolicy copies) : OperatorPage
{
    public Platform Platform { get; private set; } = null!;

    public IReadOnlyList<DepartmentCopyRule> Departments { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await settings.FindAsync(id, cancellationToken) is not { } platform || await list.RunAsync(id, cancellationToken) is not { } departments)
        {
            return Refuse(Refusals.NoSuchPage, whole: true);
        }

        (Platform, Departments) = (platform, departments);
        return Page();
    }

    /// <param name="policy">Empty for the rule above.</param>
    public async Task<IActionResult> OnPostAsync(Guid id, Guid department, [FromForm] CopyPolicy? policy, CancellationToken cancellationToken) =>
        ModelState.IsValid && await copies.ForDepartmentAsync(id, department, policy, OperatorPolicy.Actor, cancellationToken)
            ? RedirectToPage()
            : Refuse(Refusals.NoSuchPage, whole: true);

    public string AsAbove(DepartmentCopyRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return rule.Parent is { } parent
            ? Say["As {0}: {1}", parent.Name ?? parent.Key, Say.NameOf(rule.Otherwise)]
            : Say["As the LMS: {0}", Say.NameOf(rule.Otherwise)];
    }
}
