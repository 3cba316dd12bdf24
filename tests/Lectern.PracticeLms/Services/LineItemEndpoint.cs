using System.Text.Json.Nodes;
using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Services;

/// <summary>Line items to read: those that deep linking made. Creating them, scores and results are not offered, and their scopes not granted.</summary>
internal static class LineItemEndpoint
{
    private const string ContainerType = "application/vnd.ims.lis.v2.lineitemcontainer+json";
    private const string ItemType = "application/vnd.ims.lis.v2.lineitem+json";

    public static void MapLineItems(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/services/{courseId}/lineitems", List);
        routes.MapGet("/services/{courseId}/lineitems/{lineItemId}/lineitem", One);
    }

    private static IResult List(string courseId, HttpRequest request, AccessTokens tokens, LmsStore store, Addresses addresses)
    {
        if (Refusal(request, tokens, ContainerType) is { } refusal)
        {
            return refusal;
        }

        var items = Items(store.State, courseId, request)
            .Where(activity => Fits(request, "resource_link_id", activity.ResourceLinkId))
            .Select(activity => Write(activity, addresses))
            .Where(item => Fits(request, "resource_id", (string?)item["resourceId"]) && Fits(request, "tag", (string?)item["tag"]));
        return TypedResults.Text(new JsonArray([.. items]).ToJsonString(), ContainerType);
    }

    private static IResult One(string courseId, string lineItemId, HttpRequest request, AccessTokens tokens, LmsStore store, Addresses addresses)
    {
        if (Refusal(request, tokens, ItemType) is { } refusal)
        {
            return refusal;
        }

        return Items(store.State, courseId, request).FirstOrDefault(activity => activity.LineItemId == lineItemId) is { } found
            ? TypedResults.Text(Write(found, addresses).ToJsonString(), ItemType)
            : TypedResults.NotFound();
    }

    private static IEnumerable<Activity> Items(LmsState state, string courseId, HttpRequest request) =>
        state.Activities.Where(activity => activity.CourseId == courseId && activity.ToolId == request.Query["type_id"] && activity.LineItemId is not null);

    private static bool Fits(HttpRequest request, string name, string? value) =>
        !request.Query.TryGetValue(name, out var wanted) || wanted == value;

    /// <summary>One media type in Accept, exactly, and a token of this tool with the scope.</summary>
    private static IResult? Refusal(HttpRequest request, AccessTokens tokens, string accept)
    {
        var header = request.Headers.Authorization.ToString();
        var token = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : null;
        if (!tokens.Allows(token, request.Query["type_id"].ToString(), Lti.LineItemReadScope))
        {
            return TypedResults.Unauthorized();
        }

        return request.Headers.Accept.ToString() == accept ? null : TypedResults.StatusCode(StatusCodes.Status400BadRequest);
    }

    private static JsonObject Write(Activity activity, Addresses addresses)
    {
        var chosen = activity.LineItem!.Value;
        var item = new JsonObject
        {
            ["id"] = addresses.Of($"/services/{activity.CourseId}/lineitems/{activity.LineItemId}/lineitem?type_id={activity.ToolId}"),
            // The column is called like the activity, whatever label the tool asked for.
            ["label"] = activity.Title,
            ["resourceLinkId"] = activity.ResourceLinkId,
            ["ltiLinkId"] = activity.ResourceLinkId,
        };
        foreach (var name in (string[])["scoreMaximum", "resourceId", "tag"])
        {
            item[name] = chosen.TryGetProperty(name, out var value) ? JsonNode.Parse(value.GetRawText()) : name == "scoreMaximum" ? 100 : "";
        }

        return item;
    }
}
