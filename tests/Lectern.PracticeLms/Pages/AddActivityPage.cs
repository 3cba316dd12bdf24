using System.Text.Json;
using Lectern.PracticeLms.DeepLinking;
using Lectern.PracticeLms.Launch;
using Lectern.PracticeLms.State;
using Lectern.PracticeLms.Web;

namespace Lectern.PracticeLms.Pages;

internal static class AddActivityPage
{
    public static void MapAddActivity(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/course/{courseId}/add", Choose);
        routes.MapGet("/course/{courseId}/add/{toolId}", Form);
        routes.MapGet("/course/{courseId}/select/{toolId}", Select);
        routes.MapPost("/course/{courseId}/add/{toolId}", AddAsync);
    }

    private static IResult Choose(HttpContext http, string courseId, CourseAccess access, LmsStore store) =>
        access.Open(http, courseId, (_, person, course) =>
        {
            var tools = store.State.Tools.Where(tool => tool.Active).ToList();
            return tools is [var only]
                ? TypedResults.LocalRedirect($"/course/{course.Id}/add/{only.Id}")
                : Layout.Page("Add an activity", person, Html.Of($"{Crumbs(course)}<h1>Add an activity</h1>{Tools(store.State, person, course, tools)}"));
        }, teaching: true);

    private static Html Tools(LmsState state, Person person, Course course, List<Tool> tools) => tools.Count == 0
        ? NextStep.Of(state, person)
        : Html.Of($"""
            <p>Choose a tool.</p>
            <ul class="cards">{tools.Select(tool => Html.Of($"""
              <li><a class="card" href="/course/{course.Id}/add/{tool.Id}"><strong>{tool.Name}</strong><span>{tool.Description}</span></a></li>
              """))}</ul>
            """);

    private static IResult Form(HttpContext http, string courseId, string toolId, CourseAccess access, LmsStore store) =>
        access.Open(http, courseId, (_, person, course) => store.State.FindTool(toolId) is { Active: true } tool
            ? Layout.Page($"Add {tool.Name}", person, Html.Of($"{Crumbs(course)}<h1>Add {tool.Name}</h1>{StorageFrame.Of(store.State.Manner)}{Selection(course, tool)}{ByHand(course, tool)}"))
            : CourseAccess.NotHere(), teaching: true);

    private static Html Crumbs(Course course) => Html.Of($"""
        <nav class="crumbs" aria-label="Where you are"><a href="/">Courses</a> <span aria-hidden="true">/</span> <a href="/course/{course.Id}">{course.Label}</a></nav>
        """);

    private static Html Selection(Course course, Tool tool) => tool.DeepLinkingUri is null ? Html.Empty : Html.Of($"""
        <section>
          <p>Choose what students open. Each choice becomes an activity of {course.Label}.</p>
          <p><button class="button main" type="button" data-dialog="selection">Choose content</button></p>
          <noscript><p>Choosing content needs scripts.</p></noscript>
          <dialog id="selection" class="wide" aria-labelledby="selection-title">
            <header><h2 id="selection-title">Choose content</h2><button class="button small" type="button" data-close>Close</button></header>
            <iframe title="{tool.Name}: choose content" data-src="/course/{course.Id}/select/{tool.Id}" allow="{FrameRights.Of(tool)}" allowfullscreen></iframe>
          </dialog>
        </section>
        """);

    private static Html ByHand(Course course, Tool tool) => Html.Of($"""
        <details>
          <summary>Add it without choosing content</summary>
          <form class="stack" method="post" action="/course/{course.Id}/add/{tool.Id}">
            <label for="title">Name</label>
            <input id="title" name="title" required maxlength="255" value="{tool.Name}">
            <p class="hint">It opens the tool's own first page.</p>
            <button class="button">Add activity</button>
          </form>
        </details>
        """);

    private static IResult Select(HttpContext http, string courseId, string toolId, CourseAccess access, LmsStore store, LaunchStarter starter) =>
        access.Open(http, courseId, (session, person, course) =>
        {
            if (store.State.FindTool(toolId) is not { Active: true, DeepLinkingUri: not null } tool)
            {
                return CourseAccess.NotHere();
            }

            var login = starter.StartDeepLinking(session, person, course, tool);
            return AutoForm.Of(login.Url, login.Method, login.Fields);
        }, teaching: true);

    private static async Task<IResult> AddAsync(HttpContext http, string courseId, string toolId, CourseAccess access, LmsStore store)
    {
        var fields = await http.Request.FieldsAsync();
        return access.Open(http, courseId, (_, _, course) =>
        {
            if (store.State.FindTool(toolId) is not { Active: true } tool)
            {
                return CourseAccess.NotHere();
            }

            var item = JsonSerializer.SerializeToElement(new { type = Lti.ResourceLinkItem, title = fields.GetValueOrDefault("title") });
            var activity = store.Update(state => ContentItems.Add(state, item, course, tool)).Made;
            return TypedResults.LocalRedirect($"/activity/{activity.Id}");
        }, teaching: true);
    }
}
