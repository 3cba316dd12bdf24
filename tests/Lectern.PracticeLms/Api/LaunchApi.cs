using System.Text.Json;
using System.Text.Json.Nodes;
using Lectern.PracticeLms.DeepLinking;
using Lectern.PracticeLms.Launch;
using Lectern.PracticeLms.Registration;
using Lectern.PracticeLms.State;
using Lectern.PracticeLms.Web;

namespace Lectern.PracticeLms.Api;

internal static class LaunchApi
{
    public static void MapLaunches(this IEndpointRouteBuilder api)
    {
        api.MapPost("/launches", Begin);
        api.MapPost("/tokens/sign", Sign);
    }

    private static IResult Begin(LaunchRequest request, HttpContext http, Sessions sessions, LaunchStarter starter, LmsStore store)
    {
        if (request.Placement is not null)
        {
            return BeginNavigation(request, http, sessions, starter, store.State);
        }

        var (what, fault) = Find(request, store);
        if (what is not var (person, course, tool, activity))
        {
            return Fault.Of(fault!, StatusCodes.Status404NotFound);
        }

        if (request.MessageType == Lti.SubmissionReviewRequest)
        {
            return BeginReview(request, http, sessions, starter, store.State, person, course);
        }

        var session = sessions.SignIn(http, person);
        var login = activity is null
            ? starter.StartDeepLinking(session, person, course, tool)
            : starter.StartResourceLink(session, person, course, activity, request.DocumentTarget ?? "iframe");
        return Answer(login, session);
    }

    private static IResult BeginNavigation(LaunchRequest request, HttpContext http, Sessions sessions, LaunchStarter starter, LmsState state)
    {
        if (state.FindPerson(request.Person) is not { } person || state.FindCourse(request.CourseId) is not { } course
            || state.FindTool(request.ToolId) is not { } tool || !tool.Placements.ContainsKey(request.Placement!) || request.Placement != Placements.CourseNavigation)
        {
            return Fault.NotHere("person, course or tool with this placement");
        }

        var session = sessions.SignIn(http, person);
        return Answer(starter.StartNavigation(session, person, course, tool), session);
    }

    private static IResult BeginReview(LaunchRequest request, HttpContext http, Sessions sessions, LaunchStarter starter, LmsState state, Person person, Course course)
    {
        var column = request.LineItemId ?? (request.ActivityId is { } id ? state.FindActivity(id)?.LineItemId : null);
        if (state.LineItems.Find(item => item.Id == column && item.CourseId == course.Id) is not { } item || state.FindPerson(request.ForUser) is not { } student)
        {
            return Fault.NotHere("column or student");
        }

        var session = sessions.SignIn(http, person);
        return Answer(starter.StartReview(session, person, course, item, student), session);
    }

    private static IResult Answer(LoginInitiation login, Session session) =>
        TypedResults.Json(new LaunchAnswer(login.Url, login.Method, login.Fields, $"{Sessions.CookieName}={session.Id}"));

    private static IResult Sign(SignRequest request, LmsStore store, LaunchClaims writer, TokenSigner signer)
    {
        if (!TokenSigner.KeyNames.Contains(request.Key))
        {
            return Fault.Of($"There is no key '{request.Key}'. Known: {string.Join(", ", TokenSigner.KeyNames)}.");
        }

        var (claims, fault) = Claims(request, store, writer);
        if (claims is null)
        {
            return Fault.Of(fault!);
        }

        foreach (var (name, value) in request.Set ?? [])
        {
            claims[name] = value?.DeepClone();
        }

        foreach (var name in request.Remove)
        {
            claims.Remove(name);
        }

        return TypedResults.Json(new { Jwt = signer.Sign(claims, request.Header, request.Key), Claims = claims });
    }

    private static (JsonObject? Claims, string? Fault) Claims(SignRequest request, LmsStore store, LaunchClaims writer)
    {
        if (request.Claims is not null)
        {
            return (request.Claims, null);
        }

        if (request.Launch is null)
        {
            return (null, "Give claims, or a launch to start from.");
        }

        var (what, fault) = Find(request.Launch, store);
        if (what is not var (person, course, tool, activity))
        {
            return (null, fault);
        }

        var nobody = new Session("", person.Id, "signed-by-hand");
        var launch = activity is null
            ? LaunchStarter.DeepLink(nobody, person, course, tool)
            : LaunchStarter.ResourceLink(nobody, person, course, tool, activity);
        return (writer.Write(launch, request.Nonce ?? ""), null);
    }

    /// <summary>No activity in the answer means content selection.</summary>
    private static ((Person Person, Course Course, Tool Tool, Activity? Activity)? What, string? Fault) Find(LaunchRequest request, LmsStore store)
    {
        var state = store.State;
        if (state.FindPerson(request.Person) is not { } person)
        {
            return (null, $"There is no person '{request.Person}'.");
        }

        var activity = request.ActivityId is { } id ? state.FindActivity(id) : null;
        if (request.ActivityId is not null && activity is null)
        {
            return (null, $"There is no activity {request.ActivityId}.");
        }

        if (state.FindCourse(activity?.CourseId ?? request.CourseId) is not { } course || state.FindTool(activity?.ToolId ?? request.ToolId) is not { } tool)
        {
            return (null, "There is no such course or tool.");
        }

        return request.MessageType switch
        {
            Lti.DeepLinkingRequest when tool.DeepLinkingUri is null => (null, "This tool registered no content selection."),
            Lti.DeepLinkingRequest => ((person, course, tool, null), null),
            Lti.SubmissionReviewRequest => ((person, course, tool, activity), null),
            null or Lti.ResourceLinkRequest => ((person, course, tool, activity ?? PlainLink(store, course, tool)), null),
            _ => (null, $"There is no message type '{request.MessageType}' here."),
        };
    }

    private static Activity PlainLink(LmsStore store, Course course, Tool tool) => store.Update(state =>
        state.ActivitiesOf(course).FirstOrDefault(activity => activity.ToolId == tool.Id && activity.Url is null) is { } known
            ? (state, known)
            : ContentItems.Add(state, JsonSerializer.SerializeToElement(new { type = Lti.ResourceLinkItem }), course, tool)).Made;
}
