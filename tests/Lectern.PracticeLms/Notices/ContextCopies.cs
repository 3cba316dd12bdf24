using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Notices;

/// <summary>Copies, restores and imports, each with its notice to the tools that asked for notices.</summary>
internal sealed class ContextCopies(LmsStore store, NoticeSender notices)
{
    public Course Copy(Course course, CopyWish wish)
    {
        var copy = store.Update(state => CourseCopy.Make(state, course, wish)).Made;
        Tell(copy, wish.IsRestored ? null : course);
        return copy;
    }

    public IReadOnlyList<Activity> Import(Course source, Course target, IReadOnlyCollection<int> chosen)
    {
        var made = store.Update(state => CourseCopy.Import(state, source, state.Courses.Find(course => course.Id == target.Id)!, chosen)).Made;
        Tell(store.State.Courses.Find(course => course.Id == target.Id)!, source);
        return made;
    }

    /// <summary>A restored backup came from a file: nobody knows of which course.</summary>
    private void Tell(Course course, Course? origin)
    {
        foreach (var tool in store.State.Tools)
        {
            notices.SendCopy(tool, course, origin);
        }
    }
}
