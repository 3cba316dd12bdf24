namespace Lectern.Core.Contexts;

/// <summary>What a launch may do in its course, the least first. Taken from context roles alone; <see cref="RoleTable"/> says which is which.</summary>
public enum CourseRole
{
    /// <summary>No context role we know: sees nothing but the page that says so.</summary>
    None,

    /// <summary>Sees what is published to the course, and leaves neither views nor grades.</summary>
    Observer,

    /// <summary>Sees what is published to the course.</summary>
    Learner,

    /// <summary>Sees, uploads, edits and publishes; nobody's views or grades.</summary>
    Editor,

    /// <summary>As a teacher, but no proof that a course and its copies belong together.</summary>
    Assistant,

    /// <summary>Sees, uploads, edits, publishes and grades.</summary>
    Instructor,
}
