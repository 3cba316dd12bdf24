using System.Text.Json.Nodes;
using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Launch;

/// <summary>Tells a tool the addresses of the services it may use.</summary>
internal sealed class ServiceClaims(Addresses addresses, LmsOptions options, LmsStore store)
{
    public void AddTo(JsonObject claims, LaunchRecord launch)
    {
        AddGrades(claims, launch);
        AddMemberships(claims, launch);
        AddGroups(claims, launch);
        AddNotices(claims, launch);
        if (options.Manner == Manners.Blackboard)
        {
            claims["https://blackboard.com/lti/claim/one_time_session_token"] = Keys.Secrets.Hex(16);
        }

        if (options.Manner.HasPlacements && launch.Placement is { } placement)
        {
            claims["https://www.instructure.com/placement"] = placement;
        }
    }

    private void AddGrades(JsonObject claims, LaunchRecord launch)
    {
        var scopes = launch.Tool.Scopes.FindAll(scope => Lti.GradeScopes.Contains(scope));
        if (scopes.Count == 0)
        {
            return;
        }

        var grades = new JsonObject
        {
            ["scope"] = Array(scopes),
            ["lineitems"] = addresses.Of(ServicePaths.LineItems(launch.Course.Id, launch.Tool.Id, options.Manner)),
        };
        if (LineItem(launch) is { } item)
        {
            grades["lineitem"] = addresses.Of(ServicePaths.LineItem(item, options.Manner));
        }

        claims[Lti.GradesClaim] = grades;
    }

    /// <summary>The column of a review, or the link's when it has exactly one.</summary>
    private LineItem? LineItem(LaunchRecord launch) =>
        launch.LineItem ?? (launch.Activity is { } activity && store.State.LineItemsOf(activity) is [var only] ? only : null);

    private void AddMemberships(JsonObject claims, LaunchRecord launch)
    {
        var linked = !options.Manner.MembershipsNeedALink || store.State.ActivitiesOf(launch.Course).Any(activity => activity.ToolId == launch.Tool.Id);
        if (!linked || !launch.Tool.Scopes.Contains(Lti.MembershipScope))
        {
            return;
        }

        var url = addresses.Of(ServicePaths.Memberships(launch.Course.Id, launch.Tool.Id));
        claims["https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"] = new JsonObject
        {
            ["context_memberships_url"] = url,
            ["service_versions"] = options.Manner == Manners.Moodle ? new JsonArray("1.0", "2.0") : new JsonArray("2.0"),
        };
        if (options.Manner == Manners.Moodle)
        {
            claims[Lti.Claim("custom")]!["context_memberships_url"] = url;
        }
    }

    private void AddGroups(JsonObject claims, LaunchRecord launch)
    {
        if (options.Manner.Has(Lti.GroupScope) && launch.Tool.Scopes.Contains(Lti.GroupScope))
        {
            claims["https://purl.imsglobal.org/spec/lti-gs/claim/groupsservice"] = new JsonObject
            {
                ["scope"] = new JsonArray(Lti.GroupScope),
                ["context_groups_url"] = addresses.Of(ServicePaths.Groups(launch.Course.Id, launch.Tool.Id)),
                ["context_group_sets_url"] = addresses.Of(ServicePaths.GroupSets(launch.Course.Id, launch.Tool.Id)),
                ["service_versions"] = new JsonArray("1.0"),
            };
        }
    }

    private void AddNotices(JsonObject claims, LaunchRecord launch)
    {
        if (options.Manner.Has(Lti.NoticeScope) && launch.Tool.Scopes.Contains(Lti.NoticeScope))
        {
            claims[Lti.Claim("platformnotificationservice")] = new JsonObject
            {
                ["service_versions"] = new JsonArray("1.0"),
                ["platform_notification_service_url"] = addresses.Of(ServicePaths.NoticeHandlers(launch.Tool.Id)),
                ["scope"] = new JsonArray(Lti.NoticeScope),
                ["notice_types_supported"] = new JsonArray(Lti.HelloWorldNotice, Lti.ContextCopyNotice),
            };
        }
    }

    private static JsonArray Array(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
