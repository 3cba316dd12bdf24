using System.Text.Json;
using System.Text.Json.Nodes;
using Lectern.PracticeLms.Services;
using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Notices;

/// <summary>Where a tool says which notices it wants: one handler for each type and deployment.</summary>
internal static class NoticeHandlerEndpoint
{
    private static readonly string[] Types = [Lti.HelloWorldNotice, Lti.ContextCopyNotice];

    public static void MapNoticeHandlers(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/services/notice-handlers/{toolId}", List);
        routes.MapPut("/services/notice-handlers/{toolId}", PutAsync);
    }

    public static void MapNotices(this IEndpointRouteBuilder api) =>
        api.MapGet("/notices", async (NoticeSender sender, CancellationToken cancellation) => TypedResults.Json(await sender.DeliveriesAsync(cancellation)));

    private static IResult List(string toolId, HttpRequest request, ServiceGate gate)
    {
        var (tool, refusal) = gate.Check(request, null, Lti.NoticeScope);
        return tool is null ? refusal! : tool.Id != toolId ? TypedResults.NotFound() : TypedResults.Json(new JsonObject
        {
            ["client_id"] = tool.ClientId,
            ["deployment_id"] = tool.DeploymentId,
            ["notice_handlers"] = new JsonArray([.. Types.Select(type => (JsonNode)Handler(type, tool.NoticeHandlers.GetValueOrDefault(type, "")))]),
        });
    }

    private static async Task<IResult> PutAsync(
        string toolId, HttpRequest request, ServiceGate gate, LmsStore store, NoticeSender sender, CancellationToken cancellation)
    {
        var (tool, refusal) = gate.Check(request, null, Lti.NoticeScope);
        if (tool is null || tool.Id != toolId)
        {
            return refusal ?? TypedResults.NotFound();
        }

        var body = await JsonBody.ReadAsync(request, cancellation);
        var (type, handler) = (LineItem.Text(body, "notice_type"), LineItem.Text(body, "handler"));
        if (Fault(type, handler, tool) is { } fault)
        {
            return TypedResults.Problem(fault, statusCode: StatusCodes.Status400BadRequest);
        }

        var changed = store.Update(state => Put(state, tool.Id, type!, handler!)).FindTool(tool.Id)!;
        if (type == Lti.HelloWorldNotice)
        {
            sender.SendHello(changed);
        }

        return TypedResults.Json(Handler(type!, handler!));
    }

    private static LmsState Put(LmsState state, string toolId, string type, string handler) => state with
    {
        Tools = state.Tools.ConvertAll(tool => tool.Id != toolId ? tool : tool with
        {
            NoticeHandlers = handler.Length == 0 ? tool.NoticeHandlers.Remove(type) : tool.NoticeHandlers.SetItem(type, handler),
        }),
    };

    private static string? Fault(string? type, string? handler, Tool tool) => (type, handler) switch
    {
        (null, _) or (_, null) => "There is no notice_type, or no handler.",
        _ when !Types.Contains(type) => $"There are no notices of the type '{type}' here.",
        (_, "") => null,
        _ when !Uri.TryCreate(handler, UriKind.Absolute, out var url) || url.Authority != tool.Domain => $"The handler is not at the tool's domain {tool.Domain}.",
        _ => null,
    };

    private static JsonObject Handler(string type, string address) => new() { ["notice_type"] = type, ["handler"] = address };
}
