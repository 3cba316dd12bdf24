using System.Text.Json.Nodes;
using Lectern.Lti.Launch;
using Lectern.Lti.Tests.Support;
using Names = Lectern.Lti.Launch.Claims;

namespace Lectern.Lti.Tests.Launch;

public sealed class ServiceClaimsTests
{
    private readonly LaunchBench bench = new();

    [Fact]
    public async Task A_moodle_launch_offers_grades_and_members_and_nothing_it_does_not_have()
    {
        var launch = await Launch(claims => Copy("moodle45-teacher-link.json", claims, Names.GradesEndpoint, Names.NamesRoleService));

        Assert.Equal("http://localhost:8045/mod/lti/services.php/2/lineitems?type_id=4", launch.Grades!.LineItems);
        Assert.Equal("http://localhost:8045/mod/lti/services.php/2/lineitems/56/lineitem?type_id=4", launch.Grades.LineItem);
        Assert.Equal([Scopes.LineItem, Scopes.LineItemReadOnly, Scopes.ResultReadOnly, Scopes.Score], launch.Grades.Scopes);
        Assert.Equal("http://localhost:8045/mod/lti/services.php/CourseSection/2/bindings/4/memberships", launch.Memberships!.Address);
        Assert.Null(launch.Groups);
        Assert.Null(launch.Notices);
        Assert.Null(launch.Migration);
        Assert.Null(launch.Review);
    }

    [Fact]
    public async Task A_blackboard_launch_offers_groups_and_their_sets()
    {
        var launch = await Launch(claims => claims[Names.GroupsService] = JsonNode.Parse("""
            {"context_groups_url":"https://learn.example.edu/groups/_4_1","context_group_sets_url":"https://learn.example.edu/sets/_4_1",
             "service_versions":["1.0"],"scope":["https://purl.imsglobal.org/spec/lti-gs/scope/contextgroup.readonly"]}
            """));

        Assert.Equal(("https://learn.example.edu/groups/_4_1", "https://learn.example.edu/sets/_4_1"), (launch.Groups!.Groups, launch.Groups.GroupSets));
        Assert.Equal([Scopes.ContextGroupReadOnly], launch.Groups.Scopes);
    }

    [Fact]
    public async Task A_canvas_launch_offers_notices()
    {
        var launch = await Launch(claims => claims[Names.NotificationService] = JsonNode.Parse("""
            {"service_versions":["1.0"],"platform_notification_service_url":"https://school.example/api/lti/notice-handlers/106",
             "scope":["https://purl.imsglobal.org/spec/lti/scope/noticehandlers"],"notice_types_supported":["LtiHelloWorldNotice","LtiContextCopyNotice"]}
            """));

        Assert.Equal("https://school.example/api/lti/notice-handlers/106", launch.Notices!.Address);
        Assert.Equal(["LtiHelloWorldNotice", "LtiContextCopyNotice"], launch.Notices.NoticeTypes);
        Assert.Equal([Scopes.NoticeHandlers], launch.Notices.Scopes);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/mod/lti/services.php")]
    [InlineData("https://user@lms.example.edu/x")]
    [InlineData("https://lms.example.edu/a\\@evil.example")]
    public async Task A_service_address_that_is_no_plain_web_address_counts_as_absent(string address)
    {
        var launch = await Launch(claims =>
        {
            claims[Names.GradesEndpoint] = new JsonObject { ["scope"] = new JsonArray(Scopes.Score), ["lineitems"] = address, ["lineitem"] = address };
            claims[Names.NamesRoleService] = new JsonObject { ["context_memberships_url"] = address };
            claims[Names.GroupsService] = new JsonObject { ["context_groups_url"] = address };
            claims[Names.NotificationService] = new JsonObject { ["platform_notification_service_url"] = address };
        });

        Assert.Equal((null, null, null, null), (launch.Grades, launch.Memberships, launch.Groups, launch.Notices));
    }

    [Fact]
    public async Task A_moodle_review_tells_whose_work_on_which_item()
    {
        var launch = await Launch(claims => Copy("moodle45-teacher-review.json", claims, Names.MessageType, Names.ForUser, Names.GradesEndpoint, Names.ResourceLink));

        Assert.Equal("5", launch.Review!.ForUser.UserId);
        Assert.Equal(("http://localhost:8045/mod/lti/services.php/2/lineitems/56/lineitem?type_id=4", "60"), (launch.Review.LineItem, launch.Review.ResourceLinkId));
        Assert.Null(launch.Review.ForUser.Person.Name);
    }

    [Theory]
    [InlineData(Names.ResourceLink)]
    [InlineData(Names.GradesEndpoint)]
    public async Task A_review_opens_with_either_line_item_or_link(string missing)
    {
        var launch = await Launch(claims =>
        {
            Copy("moodle45-teacher-review.json", claims, Names.MessageType, Names.ForUser, Names.GradesEndpoint, Names.ResourceLink);
            claims.Remove(missing);
        });

        Assert.NotNull(launch.Review);
        Assert.Equal(missing == Names.GradesEndpoint, launch.Review.LineItem is null);
    }

    [Fact]
    public async Task A_person_asked_about_is_read_whole_and_never_printed()
    {
        var launch = await Launch(claims =>
        {
            claims[Names.MessageType] = "DataPrivacyLaunchRequest";
            claims[Names.ForUser] = JsonNode.Parse("""
                {"user_id":"u-5","person_sourcedid":"sis-5","name":"Sam Student","given_name":"Sam","family_name":"Student","email":"sam@example.edu","roles":["Learner"]}
                """);
        });

        var person = launch.ForUser!;
        Assert.Equal(new PersonClaims("Sam Student", "Sam", "Student", "sam@example.edu", null), person.Person);
        Assert.Equal("sis-5", person.PersonSourcedId);
        Assert.True(person.Roles.IsContextLearner);
        Assert.DoesNotContain("Sam", $"{person} {person.Person}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Choosing_content_on_blackboard_invents_no_link()
    {
        var launch = await Launch(claims =>
        {
            claims[Names.MessageType] = "LtiDeepLinkingRequest";
            claims[Names.ResourceLink] = new JsonObject { ["id"] = "_14_1" };
            claims[Names.DeepLinkingSettings] = JsonNode.Parse("""
                {"deep_link_return_url":"https://learn.example.edu/dl","accept_types":["ltiResourceLink","link"],"accept_multiple":"true","accept_media_types":["video/mp4","text/html"]}
                """);
        });

        Assert.Null(launch.ResourceLink);
        Assert.True(launch.DeepLinking!.AcceptMultiple);
        Assert.Equal("video/mp4,text/html", launch.DeepLinking.AcceptMediaTypes);
    }

    private static void Copy(string moodle, JsonObject claims, params string[] names)
    {
        var source = MoodleData.Json(moodle);
        Array.ForEach(names, name => claims[name] = source[name]!.DeepClone());
    }

    private async Task<LtiLaunch> Launch(Action<JsonObject> change)
    {
        var result = await bench.LaunchAsync(change);
        Assert.True(result.IsAccepted, result.Rejection?.ToString());
        return result.Value;
    }
}
