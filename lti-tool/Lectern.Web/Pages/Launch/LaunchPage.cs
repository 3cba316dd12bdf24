using Lectern.Core.Launches;
using Lectern.Web.Answers;
using Lectern.Web.Security;
using Microsoft.AspNetCore.Mvc;
using CoreLaunch = Lectern.Core.Launches.Launch;

namespace Lectern.Web.Pages.Launch;

/// <summary>A page behind a launch: fetched by our script with the session's header and swapped into the shell.</summary>
public abstract class LaunchPage : LecternPage
{
    public CoreLaunch Launch => HttpContext.Launch();

    /// <summary>The address below which everything of this launch lies.</summary>
    public string Root => $"/w/{Launch.Id}";

    public bool CanEdit => Launch.CanEdit();

    public bool CanGrade => Launch.CanGrade();

    protected ViewResult Refuse(Refusal refusal) => Refuse(refusal, whole: false);
}
