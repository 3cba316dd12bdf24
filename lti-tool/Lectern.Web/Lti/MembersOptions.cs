using System.ComponentModel.DataAnnotations;

namespace Lectern.Web.Lti;

/// <summary>How often the member lists of courses are read.</summary>
public sealed class MembersOptions
{
    public const string Section = "Members";

    /// <summary>A teacher's launch reads the list again when the last reading is older than so many minutes. Default 15.</summary>
    [Range(1, 1440)]
    public int FreshMinutes { get; set; } = 15;

    /// <summary>Courses in use are read again after so many hours by themselves. Default 12.</summary>
    [Range(1, 720)]
    public int RoundHours { get; set; } = 12;
}
