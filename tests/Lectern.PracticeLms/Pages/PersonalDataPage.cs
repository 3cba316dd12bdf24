using Lectern.PracticeLms.Launch;
using Lectern.PracticeLms.State;
using Lectern.PracticeLms.Web;

namespace Lectern.PracticeLms.Pages;

/// <summary>The data privacy launch: what a tool keeps of people, for the administrator. <c>?about=</c> names one of them.</summary>
internal static class PersonalDataPage
{
    public static void MapPersonalData(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/admin/tools/{id}/data", Show);
        routes.MapGet("/admin/tools/{id}/data/launch", Launch);
    }

    public static Html Link(Tool tool) => Html.Of($"""<a class="button" href="/admin/tools/{tool.Id}/data">Personal data<span class="unseen"> in {tool.Name}</span></a>""");

    private static IResult Show(HttpContext http, string id, Sessions sessions, LmsStore store) => AdminPage.Administrator(http, sessions, person =>
        store.State.FindTool(id) is { Active: true } tool
            ? Layout.Page($"Personal data in {tool.Name}", person, Html.Of($"""
                <nav class="crumbs" aria-label="Where you are"><a href="/admin">Tools</a></nav>
                <h1>Personal data in {tool.Name}</h1>
                {StorageFrame.Of(store.State.Manner)}
                <iframe class="tool" title="Personal data in {tool.Name}" src="/admin/tools/{tool.Id}/data/launch{http.Request.QueryString.Value}" allow="{FrameRights.Of(tool)}"></iframe>
                """))
            : CourseAccess.NotHere());

    private static IResult Launch(HttpContext http, string id, string? about, Sessions sessions, LmsStore store, LaunchStarter starter) => AdminPage.Administrator(http, sessions, person =>
    {
        var subject = about is null ? null : store.State.FindPerson(about);
        if (store.State.FindTool(id) is not { Active: true } tool || (about is not null && subject is null))
        {
            return CourseAccess.NotHere();
        }

        var login = starter.StartDataPrivacy(sessions.Current(http)!, person, tool, subject);
        return AutoForm.Of(login.Url, login.Method, login.Fields);
    });
}
