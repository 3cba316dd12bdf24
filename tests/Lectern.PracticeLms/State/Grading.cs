namespace Lectern.PracticeLms.State;

/// <summary>The teacher's own grades.</summary>
internal static class Grading
{
    /// <summary>Sets a grade by hand, or gives the cell back to the tool with the grade that stands in it.</summary>
    public static (LmsState State, Grade Grade) Set(LmsState state, LineItem item, Person person, double? score, bool release, DateTimeOffset now)
    {
        var before = state.FindGrade(item.Id, person.Id) ?? new Grade(item.Id, person.Id);
        var after = release ? before with { Overridden = false } : before with { Score = score, Overridden = true, Written = now };
        return (state.With(after), after);
    }
}
