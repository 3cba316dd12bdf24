using System.Globalization;
using System.Text.Json.Nodes;
using Lectern.PracticeLms.Launch;
using Lectern.PracticeLms.State;
using Microsoft.AspNetCore.WebUtilities;

namespace Lectern.PracticeLms.Services;

/// <summary>Names and Role Provisioning Services 2.0: who is in a course, in pages, by role, for one link, or only what changed.</summary>
internal static class MembershipEndpoint
{
    public const string ContainerType = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json";

    public static void MapMemberships(this IEndpointRouteBuilder routes) => routes.MapGet("/services/{courseId}/bindings/{toolId}/memberships", List);

    private static IResult List(
        string courseId, string toolId, HttpRequest request, ServiceGate gate, LmsStore store, LmsOptions options, Addresses addresses, MemberWriter writer, TimeProvider time)
    {
        var (tool, refusal) = gate.Check(request, ContainerType, Lti.MembershipScope);
        if (tool is null)
        {
            return refusal!;
        }

        if (tool.Id != toolId || store.State.Courses.Find(course => course.Id == courseId) is not { } found)
        {
            return TypedResults.NotFound();
        }

        var link = request.Query["rlid"].ToString();
        var activity = store.State.ActivitiesOf(found).FirstOrDefault(one => one.ResourceLinkId == link && one.ToolId == tool.Id);
        if (link.Length > 0 && activity is null)
        {
            return TypedResults.NotFound();
        }

        var url = addresses.Of(ServicePaths.Memberships(found.Id, tool.Id));
        var members = Chosen(found, request, options.Manner, store.State);
        AddDifferences(request, url, options.Manner, time.GetUtcNow());
        var page = Page.Of(members, request, url, options.Manner.PageSize, drop: options.Manner.ShortMemberships ? "role" : null);
        var answer = writer.Container(url, found, [.. page.Select(member => writer.Write(member, found, tool, activity, request.Query["groups"] == "true"))]);
        return TypedResults.Text(answer.ToJsonString(), ContainerType);
    }

    private static List<Enrolment> Chosen(Course course, HttpRequest request, Manner manner, LmsState state)
    {
        var since = long.TryParse(request.Query["since"], out var milliseconds) && !manner.ShortMemberships
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : (DateTimeOffset?)null;
        var role = request.Query["role"].ToString();
        return course.Enrolments.FindAll(enrolment =>
            Listed(enrolment, manner, since) && (role.Length == 0 || HasRole(enrolment, role, course, manner, state))).ToList();
    }

    /// <summary>Who is gone is told to those alone who ask what changed. Moodle and Canvas only know the active.</summary>
    private static bool Listed(Enrolment enrolment, Manner manner, DateTimeOffset? since) => enrolment.Status switch
    {
        _ when since is not null => enrolment.Changed >= since,
        EnrolmentStatus.Active => true,
        EnrolmentStatus.Inactive => manner.TellsChanges,
        _ => false,
    };

    private static bool HasRole(Enrolment enrolment, string role, Course course, Manner manner, LmsState state) =>
        state.FindPerson(enrolment.PersonId) is { } person && MemberWriter.Roles(enrolment, person, course, manner)
            .Any(known => known == role || known.EndsWith('#' + role, StringComparison.Ordinal) || role.EndsWith('#' + known, StringComparison.Ordinal));

    private static void AddDifferences(HttpRequest request, string url, Manner manner, DateTimeOffset now)
    {
        if (manner.TellsChanges)
        {
            var since = QueryHelpers.AddQueryString(url, "since", now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
            request.HttpContext.Response.Headers.Append("Link", $"<{since}>; rel=\"differences\"");
        }
    }
}
