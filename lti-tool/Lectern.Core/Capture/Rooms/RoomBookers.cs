namespace Lectern.Core.Capture.Rooms;

/// <summary>Who may book a room from a course, beside the operator.</summary>
public enum RoomBookers
{
    /// <summary>The operator alone.</summary>
    Nobody,

    /// <summary>Those who teach in courses of some platforms.</summary>
    SomePlatforms,

    /// <summary>Those who teach in any course.</summary>
    AllCourses,
}
