using Lectern.Core.Launches;
using Lectern.Core.Videos;
using Lectern.Web.Security;
using Microsoft.AspNetCore.Http;
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

    protected ViewResult Refuse(VideoRefusal refusal) => refusal == VideoRefusal.NotPublished
        ? Message(new MessageView("This video isn't published yet", "Your teacher can publish it. Nothing is wrong with your account.", "ACC-004", "eye-off"), StatusCodes.Status403Forbidden, whole: false)
        : Message(new MessageView("This video isn't open to you here", "It isn't part of this course, or it was taken out. Ask the teacher of this course.", "ACC-002"), StatusCodes.Status403Forbidden, whole: false);

    protected ViewResult NoRole() =>
        Message(new MessageView("You have no role in this course", "Your LMS doesn't say that you teach or study here. Whoever looks after the course in the LMS can add you.", "ACC-006"), StatusCodes.Status403Forbidden, whole: false);
}
