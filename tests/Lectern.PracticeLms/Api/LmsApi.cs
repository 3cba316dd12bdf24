using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lectern.PracticeLms.DeepLinking;
using Lectern.PracticeLms.Keys;
using Lectern.PracticeLms.Notices;
using Lectern.PracticeLms.Registration;
using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Api;

/// <summary>What a person does on the pages, for a client without a browser. Described in the README beside this project.</summary>
internal static class LmsApi
{
    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api");
        api.MapGet("/platform", Platform);
        api.MapGet("/people", (LmsStore store) => TypedResults.Json(store.State.People));
        api.MapGet("/activities", Activities);
        api.MapPost("/activities", AddActivity);
        api.MapGet("/tools", (LmsStore store) => TypedResults.Json(store.State.Tools));
        api.MapGet("/tools/{id}", (string id, LmsStore store) => store.State.FindTool(id) is { } tool ? TypedResults.Json(tool) : Fault.NotHere("tool"));
        api.MapPost("/tools", AddTool);
        api.MapPost("/tools/{id}/activate", Activate);
        api.MapPost("/tools/{id}/scopes", Narrow);
        api.MapPost("/tools/{id}/deployments", Deploy);
        api.MapPost("/registrations", Register);
        api.MapPost("/keys/rotate", IResult (PlatformKeys keys) => TypedResults.Json(new { keys.Rotate().Kid }));
        api.MapCourses();
        api.MapGrades();
        api.MapNotices();
        api.MapLaunches();
    }

    private static IResult Platform(Addresses addresses, LmsOptions options) => TypedResults.Json(new
    {
        addresses.Issuer,
        OpenidConfiguration = addresses.Configuration,
        AuthorizationEndpoint = addresses.Of(Addresses.AuthorizationPath),
        TokenEndpoint = addresses.Of(Addresses.TokenPath),
        JwksUri = addresses.Of(Addresses.JwksPath),
        RegistrationEndpoint = addresses.Of(Addresses.RegistrationPath),
        Manner = options.Manner.Name,
    });

    private static IResult Activities(string? courseId, LmsStore store) => TypedResults.Json(store.State.Activities
        .Where(activity => courseId is null || activity.CourseId == store.State.FindCourse(courseId)?.Id)
        .Select(ActivityAnswer.Of));

    private static IResult AddActivity(ActivityRequest request, LmsStore store)
    {
        if (store.State.FindCourse(request.CourseId) is not { } course || store.State.FindTool(request.ToolId) is not { } tool)
        {
            return Fault.NotHere("course or tool");
        }

        var item = request.Item ?? JsonSerializer.SerializeToElement(new { type = Lti.ResourceLinkItem });
        if (ContentItems.Fault(item, tool) is { } fault)
        {
            return Fault.Of(fault);
        }

        return TypedResults.Json(ActivityAnswer.Of(store.Update(state => ContentItems.Add(state, item, course, tool)).Made));
    }

    /// <summary>A tool set up by hand, active at once: the body is a registration without its token.</summary>
    private static IResult AddTool(JsonObject body, LmsStore store)
    {
        var (tool, fault) = store.Update(state =>
        {
            var (read, wrong) = RegistrationReader.Read(body, Secrets.Text(15), state.NextId.ToString(System.Globalization.CultureInfo.InvariantCulture), state.Manner);
            return read is null ? (state, (null, wrong)) : Added(state, read with { Active = true });
        }).Made;
        return tool is null ? Fault.Of(fault!) : TypedResults.Json(tool);
    }

    private static (LmsState, (Tool?, string?)) Added(LmsState state, Tool tool) =>
        (state with { Tools = state.Tools.Add(tool), NextId = state.NextId + 1 }, (tool, null));

    private static IResult Activate(string id, LmsStore store)
    {
        if (store.State.FindTool(id) is not { } found)
        {
            return Fault.NotHere("tool");
        }

        var state = store.Update(old => old with { Tools = old.Tools.ConvertAll(tool => tool.Id == found.Id ? tool with { Active = true } : tool) });
        return TypedResults.Json(state.FindTool(found.Id));
    }

    /// <summary>The same tool once more: its client id under another deployment, of which it knows nothing yet.</summary>
    private static IResult Deploy(string id, LmsStore store)
    {
        if (store.State.FindTool(id) is not { } found)
        {
            return Fault.NotHere("tool");
        }

        return TypedResults.Json(store.Update(state =>
        {
            var number = state.NextId.ToString(System.Globalization.CultureInfo.InvariantCulture);
            var (changed, (tool, _)) = Added(state, found with { Id = number, Deployment = state.Manner.DeploymentId(number), NoticeHandlers = ImmutableDictionary<string, string>.Empty });
            return (changed, tool);
        }).Made);
    }

    /// <summary>An administrator takes scopes away from a tool, or gives back those it asked for.</summary>
    private static IResult Narrow(string id, ScopesRequest request, LmsStore store)
    {
        if (store.State.FindTool(id) is not { } found)
        {
            return Fault.NotHere("tool");
        }

        var scopes = store.State.Manner.Scopes.Intersect(request.Scopes).ToImmutableList();
        var state = store.Update(old => old with { Tools = old.Tools.ConvertAll(tool => tool.Id == found.Id ? tool with { Scopes = scopes } : tool) });
        return TypedResults.Json(state.FindTool(found.Id));
    }

    private static IResult Register(RegistrationRequest request, RegistrationTokens tokens, Addresses addresses)
    {
        var (clientId, token) = tokens.Issue(request.AutoActivate);
        return TypedResults.Json(new RegistrationOffer(addresses.Configuration, token, clientId));
    }
}
