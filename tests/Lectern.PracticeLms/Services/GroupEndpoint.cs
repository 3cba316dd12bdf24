using System.Text.Json.Nodes;
using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Services;

/// <summary>Course Groups Service 1.0: the sections of a course as groups of one set.</summary>
internal static class GroupEndpoint
{
    private const string GroupsType = "application/vnd.ims.lti-gs.v1.contextgroupcontainer+json";
    private const string SetsType = "application/vnd.ims.lti-gs.v1.contextgroupsetcontainer+json";
    private const string SetId = "sections";

    public static void MapGroups(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/services/{courseId}/bindings/{toolId}/groups", Groups);
        routes.MapGet("/services/{courseId}/bindings/{toolId}/groupsets", Sets);
    }

    private static IResult Groups(string courseId, string toolId, HttpRequest request, ServiceGate gate, LmsStore store, LmsOptions options, Addresses addresses)
    {
        var (course, refusal) = Check(courseId, toolId, request, gate, store, GroupsType);
        if (course is null)
        {
            return refusal!;
        }

        var wanted = request.Query["user_id"].ToString();
        var groups = course.Sections.FindAll(section => wanted.Length == 0
            || course.Enrolments.Exists(enrolment => options.Manner.UserId(enrolment.PersonId) == wanted && enrolment.SectionIds.Contains(section.Id)));
        var url = addresses.Of(ServicePaths.Groups(courseId, toolId));
        var page = Page.Of(groups, request, url, options.Manner.PageSize);
        return Json(new JsonObject { ["id"] = url, ["groups"] = new JsonArray([.. page.Select(Group)]) }, GroupsType);
    }

    private static IResult Sets(string courseId, string toolId, HttpRequest request, ServiceGate gate, LmsStore store, Addresses addresses)
    {
        var (course, refusal) = Check(courseId, toolId, request, gate, store, SetsType);
        return course is null ? refusal! : Json(new JsonObject
        {
            ["id"] = addresses.Of(ServicePaths.GroupSets(courseId, toolId)),
            ["sets"] = new JsonArray(new JsonObject
            {
                ["id"] = SetId,
                ["name"] = "Sections",
                ["groups"] = new JsonArray([.. course.Sections.Select(Group)]),
            }),
        }, SetsType);
    }

    private static (Course? Course, IResult? Refusal) Check(string courseId, string toolId, HttpRequest request, ServiceGate gate, LmsStore store, string type)
    {
        var (tool, refusal) = gate.Check(request, type, Lti.GroupScope);
        return tool is null ? (null, refusal)
            : tool.Id == toolId && store.State.Courses.Find(course => course.Id == courseId) is { } course ? (course, null)
            : (null, TypedResults.NotFound());
    }

    private static JsonNode Group(Section section) => new JsonObject { ["id"] = section.Id, ["name"] = section.Name, ["set_id"] = SetId };

    private static IResult Json(JsonObject json, string type) => TypedResults.Text(json.ToJsonString(), type);
}
