namespace Lectern.Core.Contexts;

/// <summary>What a launch may do in its course. Taken from context roles alone.</summary>
public enum CourseRole
{
    /// <summary>No context role we know: sees nothing but the page that says so.</summary>
    None,

    /// <summary>Sees what is published to the course.</summary>
    Learner,

    /// <summary>Sees, uploads, edits and publishes.</summary>
    Instructor,
}
