using System.Text.Json;
using System.Text.Json.Nodes;
using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Services;

/// <summary>Columns of the gradebook: listed, made, changed and deleted by the tool they belong to.</summary>
internal static class LineItemEndpoint
{
    private const string ContainerType = "application/vnd.ims.lis.v2.lineitemcontainer+json";
    private const string ItemType = "application/vnd.ims.lis.v2.lineitem+json";

    public static void MapLineItems(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/services/{courseId}/lineitems", List);
        routes.MapPost("/services/{courseId}/lineitems", CreateAsync);
        routes.MapGet("/services/{courseId}/lineitems/{id}/lineitem", One);
        routes.MapPut("/services/{courseId}/lineitems/{id}/lineitem", ChangeAsync);
        routes.MapDelete("/services/{courseId}/lineitems/{id}/lineitem", Delete);
    }

    private static IResult List(string courseId, HttpRequest request, ServiceGate gate, LineItemWriter writer, LmsStore store, LmsOptions options)
    {
        var (tool, refusal) = gate.Check(request, ContainerType, Lti.LineItemScope, Lti.LineItemReadScope);
        if (tool is null || !NamesTool(request, tool, options.Manner))
        {
            return refusal ?? TypedResults.Unauthorized();
        }

        var items = store.State.LineItems.FindAll(item => item.CourseId == courseId && item.ToolId == tool.Id
            && Fits(request, "resource_link_id", item.ResourceLinkId) && Fits(request, "resource_id", item.ResourceId) && Fits(request, "tag", item.Tag));
        var page = Page.Of(items, request, writer.ListAddress(courseId, tool), broken: options.Manner.Grades.BrokenLinks);
        var withAddresses = request.Query["include[]"] == "launch_url";
        return Json(new JsonArray([.. page.Select(item => writer.Write(item, withAddresses))]), ContainerType);
    }

    private static async Task<IResult> CreateAsync(
        string courseId, HttpRequest request, ServiceGate gate, LineItemWriter writer, LmsStore store, LmsOptions options, CancellationToken cancellation)
    {
        var (tool, refusal) = gate.Check(request, null, Lti.LineItemScope);
        if (tool is null || !NamesTool(request, tool, options.Manner))
        {
            return refusal ?? TypedResults.Unauthorized();
        }

        var (body, fault) = await ReadAsync(request, cancellation);
        if (fault is not null || store.State.Courses.Find(course => course.Id == courseId) is null)
        {
            return fault ?? TypedResults.NotFound();
        }

        if (LinkFault(LineItem.Text(body, "resourceLinkId"), courseId, tool, store.State, options.Manner.Grades) is { } wrong)
        {
            return wrong;
        }

        var made = store.Update(state => LineItems.Add(state, courseId, tool, body)).Made;
        var answer = writer.Write(made, withAddress: false);
        return Json(LineItems.Echo(answer, body), ItemType, StatusCodes.Status201Created);
    }

    private static IResult One(string courseId, string id, HttpRequest request, ServiceGate gate, LineItemWriter writer, LmsStore store, LmsOptions options)
    {
        var (tool, refusal) = gate.Check(request, ItemType, Lti.LineItemScope, Lti.LineItemReadScope);
        return tool is null || !NamesTool(request, tool, options.Manner)
            ? refusal ?? TypedResults.Unauthorized()
            : LineItems.Find(store.State, courseId, id, tool) is { } item ? Json(writer.Write(item, withAddress: false), ItemType) : TypedResults.NotFound();
    }

    private static async Task<IResult> ChangeAsync(
        string courseId, string id, HttpRequest request, ServiceGate gate, LineItemWriter writer, LmsStore store, LmsOptions options, CancellationToken cancellation)
    {
        var (tool, refusal) = gate.Check(request, null, Lti.LineItemScope);
        if (tool is null || !NamesTool(request, tool, options.Manner))
        {
            return refusal ?? TypedResults.Unauthorized();
        }

        var (body, fault) = await ReadAsync(request, cancellation);
        if (fault is not null)
        {
            return fault;
        }

        var changed = store.Update(state => LineItems.Find(state, courseId, id, tool) is { } item ? LineItems.Change(state, item, body) : (state, null)).Made;
        return changed is null ? TypedResults.NotFound() : Json(writer.Write(changed, withAddress: false), ItemType);
    }

    private static IResult Delete(string courseId, string id, HttpRequest request, ServiceGate gate, LmsStore store, LmsOptions options)
    {
        var (tool, refusal) = gate.Check(request, null, Lti.LineItemScope);
        if (tool is null || !NamesTool(request, tool, options.Manner))
        {
            return refusal ?? TypedResults.Unauthorized();
        }

        if (LineItems.Find(store.State, courseId, id, tool) is not { } item)
        {
            return TypedResults.NotFound();
        }

        if (item.ResourceLinkId is not null && !options.Manner.Grades.DeletesCoupled)
        {
            return TypedResults.Unauthorized();
        }

        store.Update(state => LineItems.Remove(state, item));
        return TypedResults.NoContent();
    }

    /// <summary>Where addresses carry the tool, it must be the token's.</summary>
    internal static bool NamesTool(HttpRequest request, Tool tool, Manner manner) => !manner.Grades.TypeInQuery || request.Query["type_id"] == tool.Id;

    private static IResult? LinkFault(string? linkId, string courseId, Tool tool, LmsState state, GradeRules rules)
    {
        if (linkId is null)
        {
            return null;
        }

        if (!rules.CreatesForLinks)
        {
            return TypedResults.Problem("A column for a link is made by deep linking only.", statusCode: StatusCodes.Status400BadRequest);
        }

        return state.Activities.Exists(activity => activity.ResourceLinkId == linkId && activity.CourseId == courseId && activity.ToolId == tool.Id)
            ? null
            : TypedResults.StatusCode(rules.ForeignLinkStatus);
    }

    private static bool Fits(HttpRequest request, string name, string? value) => !request.Query.TryGetValue(name, out var wanted) || wanted == value;

    private static async Task<(JsonElement Body, IResult? Fault)> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!ServiceGate.HasType(request, ItemType))
        {
            return (default, TypedResults.StatusCode(StatusCodes.Status415UnsupportedMediaType));
        }

        var body = await JsonBody.ReadAsync(request, cancellation);
        return body.ValueKind == JsonValueKind.Object && LineItem.Text(body, "label") is { Length: > 0 } && LineItem.Number(body, "scoreMaximum") > 0
            ? (body, null)
            : (default, TypedResults.Problem("A line item needs a label and a scoreMaximum above zero.", statusCode: StatusCodes.Status400BadRequest));
    }

    private static IResult Json(JsonNode json, string type, int status = StatusCodes.Status200OK) => TypedResults.Text(json.ToJsonString(), type, statusCode: status);
}
