namespace Lectern.PracticeLms.State;

internal enum CourseRole
{
    Learner,
    TeachingAssistant,
    Instructor,
}
