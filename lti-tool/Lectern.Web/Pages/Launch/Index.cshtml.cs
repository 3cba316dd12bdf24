using Lectern.Core.Contexts;
using Lectern.Core.Launches;
using Lectern.Web.Answers;
using Microsoft.AspNetCore.Mvc;

namespace Lectern.Web.Pages.Launch;

/// <summary>Where a launch lands: the picker, the linked video, or the course's videos.</summary>
public sealed class IndexModel : LaunchPage
{
    public IActionResult OnGet() => Launch switch
    {
        { Kind: LaunchKind.DataPrivacy } => Redirect($"{Root}/people"),
        { Role: CourseRole.None, IsPlatformAdministrator: true } => Redirect($"{Root}/settings"),
        { Role: CourseRole.None } => Refuse(Refusals.NoRole),
        { Kind: LaunchKind.Review } => Redirect($"{Root}/review"),
        { Kind: LaunchKind.DeepLinking } => Redirect($"{Root}/picker"),
        { VideoId: { } video } => Redirect($"{Root}/videos/{video}"),
        _ => Redirect($"{Root}/videos"),
    };
}
