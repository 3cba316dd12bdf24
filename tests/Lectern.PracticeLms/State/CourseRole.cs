namespace Lectern.PracticeLms.State;

internal enum CourseRole
{
    Learner,
    TeachingAssistant,
    Instructor,

    /// <summary>Looks over the shoulder of one student (LTI's Mentor).</summary>
    Observer,
}
