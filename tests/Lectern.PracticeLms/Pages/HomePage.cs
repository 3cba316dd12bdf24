using Lectern.PracticeLms.State;
using Lectern.PracticeLms.Web;

namespace Lectern.PracticeLms.Pages;

internal static class HomePage
{
    public static void MapHome(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", Show);
        routes.MapPost("/sign-in", SignInAsync);
        routes.MapPost("/sign-out", SignOut);
        routes.MapPost("/act-as", ActAsAsync);
    }

    private static IResult Show(HttpContext http, Sessions sessions, LmsStore store)
    {
        var person = sessions.CurrentPerson(http);
        return person is null
            ? Layout.Page("Sign in", null, Html.Of($"{NextStep.Of(store.State, null)}{Chooser(store.State)}"))
            : Layout.Page("Courses", person, Html.Of($"<h1>Courses</h1>{NextStep.Of(store.State, person)}{Courses(store.State, person)}{Admin(person)}{ActingAs(store.State, person)}"));
    }

    private static Html Chooser(LmsState state) => Html.Of($"""
        <h1>Sign in as</h1>
        <ul class="people">
          {state.People.Select(person => Html.Of($"""
            <li><form method="post" action="/sign-in">
              <button class="person" name="person" value="{person.Id}"><strong>{person.Name}</strong><span>{person.About}</span></button>
            </form></li>
            """))}
        </ul>
        """);

    private static Html Courses(LmsState state, Person person) => Html.Of($"""
        <ul class="cards">
          {state.Courses.Where(course => course.CanOpen(person)).Select(course => Html.Of($"""
            <li><a class="card" href="/course/{course.Id}"><strong>{course.Title}</strong><span>{RoleName(course, person)}</span></a></li>
            """))}
        </ul>
        """);

    private static Html Admin(Person person) => person.IsAdministrator
        ? Html.Of($"""<p><a href="/admin">Tools of this LMS</a></p>""")
        : Html.Empty;

    /// <summary>Only where tools are told that it is not the person.</summary>
    private static Html ActingAs(LmsState state, Person person) => person.IsAdministrator && state.Manner.TellsMasquerading
        ? Html.Of($"""
            <h2>Act as somebody</h2>
            <form class="stack" method="post" action="/act-as">
              <label for="person">Person</label>
              <select id="person" name="person">{state.People.Where(other => other.Id != person.Id).Select(other => CoursePeople.Option(other.Id, other.Name))}</select>
              <button class="button">Act as this person</button>
            </form>
            """)
        : Html.Empty;

    private static async Task<IResult> ActAsAsync(HttpContext http, Sessions sessions, LmsStore store)
    {
        var fields = await http.Request.FieldsAsync();
        if (sessions.CurrentPerson(http) is not { IsAdministrator: true } actor || !store.State.Manner.TellsMasquerading)
        {
            return ErrorPage.Of("Only an administrator acts as somebody else.", "Change person to Robin Vale, on a platform that has this.", "no_masquerading", StatusCodes.Status403Forbidden);
        }

        if (store.State.FindPerson(fields.GetValueOrDefault("person")) is not { } person)
        {
            return CourseAccess.NotHere();
        }

        sessions.SignIn(http, person, actor);
        return TypedResults.LocalRedirect("/");
    }

    private static string RoleName(Course course, Person person) => course.EnrolmentOf(person) switch
    {
        null => "You look in as administrator",
        { Role: CourseRole.Instructor } => "You teach this course",
        { Role: CourseRole.TeachingAssistant } => "You assist in this course",
        { Role: CourseRole.Observer } => "You observe a student",
        { SectionIds: [var section, ..] } => $"You are a student, {course.Sections.Find(known => known.Id == section)?.Name}",
        _ => "You are a student",
    };

    private static async Task<IResult> SignInAsync(HttpContext http, Sessions sessions, LmsStore store)
    {
        var fields = await http.Request.FieldsAsync();
        if (store.State.FindPerson(fields.GetValueOrDefault("person")) is not { } person)
        {
            return ErrorPage.Of("Nobody of that name is here.", "Choose a person on the first page.", "unknown_person", StatusCodes.Status404NotFound);
        }

        sessions.SignIn(http, person);
        return TypedResults.LocalRedirect("/");
    }

    private static IResult SignOut(HttpContext http, Sessions sessions)
    {
        sessions.SignOut(http);
        return TypedResults.LocalRedirect("/");
    }
}
