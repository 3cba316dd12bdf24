using Lectern.Core.Checks;
using Microsoft.Extensions.Localization;

namespace Lectern.Web.Pages.Launch;

/// <summary>What teachers read of something that keeps students from playing a video, and of its repair.</summary>
public static class ObstacleTexts
{
    public static string ReasonOf(this IStringLocalizer<Words> say, Obstacle obstacle) => obstacle.Kind switch
    {
        ObstacleKind.Gone => say["It was deleted for good where it was made."],
        ObstacleKind.TakenOut => say["Taken out of this course on"],
        ObstacleKind.WaitsForAnswer => say["It belongs to another course, whose teachers were asked on"],
        ObstacleKind.Declined => say["The teachers of the course it belongs to said no on"],
        ObstacleKind.NeverAsked => say["It belongs to another course."],
        ObstacleKind.Draft => say["It is a draft."],
        ObstacleKind.OtherSections => say["It is for other sections."],
        ObstacleKind.NotOpenYet => say["It opens on"],
        ObstacleKind.Closed => say["It closed on"],
        ObstacleKind.Processing => say["It is still being made ready."],
        _ => say["It could not be made ready."],
    };

    public static string IconOf(ObstacleKind kind) => kind switch
    {
        ObstacleKind.Draft => "eye-off",
        ObstacleKind.OtherSections => "users",
        ObstacleKind.NotOpenYet or ObstacleKind.Closed => "calendar-clock",
        ObstacleKind.Processing or ObstacleKind.WaitsForAnswer => "hourglass",
        ObstacleKind.NeverAsked => "copy",
        ObstacleKind.TakenOut => "trash-2",
        _ => "circle-x",
    };

    /// <summary>The one thing to do where there is one; otherwise all of it.</summary>
    public static string RepairOf(this IStringLocalizer<Words> say, CheckedVideo video) => video.Obstacles is not [var only] ? say["Repair"] : only.Kind switch
    {
        ObstacleKind.TakenOut => say["Put it back"],
        ObstacleKind.Draft => say["Publish"],
        ObstacleKind.OtherSections => say["Open it to them"],
        ObstacleKind.NotOpenYet or ObstacleKind.Closed => say["Open it now"],
        ObstacleKind.Failed => say["Try again"],
        _ => say["Ask its teachers"],
    };
}
