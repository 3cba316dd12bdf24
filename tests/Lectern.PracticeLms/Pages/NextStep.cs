using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Pages;

/// <summary>One sentence that says what to click next, from what is there already and who looks.</summary>
internal static class NextStep
{
    public static Html Of(LmsState state, Person? person)
    {
        var (text, link, label) = Choose(state, person);
        var button = link is null ? Html.Empty : Html.Of($"""<p><a class="button main" href="{link}">{label}</a></p>""");
        return Html.Of($"""
            <section class="next" aria-labelledby="next">
              <h2 id="next">Next</h2>
              <p>{text}</p>
              {button}
            </section>
            """);
    }

    private static (string Text, string? Link, string Label) Choose(LmsState state, Person? person)
    {
        var course = state.Courses[0];
        if (state.Tools.Count == 0)
        {
            return person?.IsAdministrator == true
                ? ("This LMS has no tool yet. Add one by its registration address.", "/admin", "Add a tool")
                : ("This LMS has no tool yet. Sign in as Robin Vale, the administrator, and add one.", null, "");
        }

        if (!state.Tools.Exists(tool => tool.Active))
        {
            return person?.IsAdministrator == true
                ? ($"{state.Tools[0].Name} is registered and waits for you to activate it.", "/admin", "Open the tools")
                : ($"{state.Tools[0].Name} is registered. Robin Vale, the administrator, has to activate it.", null, "");
        }

        if (state.Activities.Count == 0)
        {
            return person is not null && course.CanTeach(person)
                ? ($"Add an activity to {course.Label}: choose the tool, then its content.", $"/course/{course.Id}/add", "Add an activity")
                : ($"Sign in as Dr Ines Okafor, who teaches {course.Label}, and add an activity.", null, "");
        }

        return person is null
            ? ($"Sign in as Mara Lindqvist, a student, and open what {course.Label} offers.", null, "")
            : ($"Open {course.Label} and one of its activities. Change person to see it as a student does.", $"/course/{course.Id}", $"Open {course.Label}");
    }
}
