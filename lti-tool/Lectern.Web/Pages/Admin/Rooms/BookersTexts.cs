using Lectern.Core.Capture.Rooms;
using Microsoft.Extensions.Localization;

namespace Lectern.Web.Pages.Admin.Rooms;

public static class BookersTexts
{
    public static string NameOf(this IStringLocalizer<Words> say, RoomBookers bookers) => bookers switch
    {
        RoomBookers.SomePlatforms => say["Whoever may edit a course of the chosen LMSs"],
        RoomBookers.AllCourses => say["Whoever may edit a course of any LMS"],
        _ => say["Nobody"],
    };
}
