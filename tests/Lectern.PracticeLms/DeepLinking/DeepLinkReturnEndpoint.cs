using Lectern.PracticeLms.Pages;
using Lectern.PracticeLms.State;
using Lectern.PracticeLms.Web;

namespace Lectern.PracticeLms.DeepLinking;

internal static class DeepLinkReturnEndpoint
{
    public static void MapDeepLinkReturn(this IEndpointRouteBuilder routes) => routes.MapPost(Addresses.DeepLinkReturnPath, AnswerAsync);

    private static async Task<IResult> AnswerAsync(
        HttpContext http, Sessions sessions, LmsStore store, DeepLinkChecks checks, CancellationToken cancellation)
    {
        var fields = await http.Request.FieldsAsync();
        if (sessions.Current(http) is not { } session)
        {
            return Repost.IfFirst(http, fields) ?? Refuse(http, "You are not signed in here.", StatusCodes.Status403Forbidden);
        }

        if (Allowed(fields, session, store.State) is not { } tool)
        {
            return Refuse(http, "This selection is not yours: the session key, the course or the tool of the address does not fit.", StatusCodes.Status403Forbidden);
        }

        var (response, fault) = await checks.CheckAsync(fields.GetValueOrDefault("JWT"), fields.GetValueOrDefault("data"), tool, session, cancellation);
        return response is null
            ? Refuse(http, fault!, StatusCodes.Status400BadRequest)
            : Accept(http, store, response);
    }

    private static Tool? Allowed(IReadOnlyDictionary<string, string> fields, Session session, LmsState state) =>
        fields.GetValueOrDefault("sesskey") == session.SessKey
        && state.FindCourse(fields.GetValueOrDefault("course")) is { } course
        && state.FindPerson(session.PersonId) is { } person
        && course.CanTeach(person)
            ? state.FindTool(fields.GetValueOrDefault("id"))
            : null;

    private static IResult Accept(HttpContext http, LmsStore store, DeepLinkResponse response)
    {
        var (course, tool) = (response.Selection.Course, response.Selection.Tool);
        var refused = response.Items.Select(item => ContentItems.Fault(item, tool)).OfType<string>().ToList();
        var created = store.Update(state =>
        {
            var made = new List<Activity>();
            foreach (var item in response.Items.Where(item => ContentItems.Fault(item, tool) is null))
            {
                (state, var activity) = ContentItems.Add(state, item, course, tool);
                made.Add(activity);
            }

            return (state, made);
        }).Made;

        return WantsJson(http)
            ? TypedResults.Json(new DeepLinkReport([.. created.Select(Api.ActivityAnswer.Of)], refused, response.Message, response.ErrorMessage))
            : DeepLinkReturnPage.Done(course, created, refused, response);
    }

    private static IResult Refuse(HttpContext http, string fault, int status) => WantsJson(http)
        ? TypedResults.Json(new DeepLinkReport([], [fault], null, null), statusCode: status)
        : DeepLinkReturnPage.Refused(fault, status);

    private static bool WantsJson(HttpContext http) => http.Request.Headers.Accept.ToString().StartsWith("application/json", StringComparison.Ordinal);
}
