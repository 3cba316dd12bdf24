using Lectern.Lti.Groups;
using Lectern.Lti.Services;
using Lectern.Lti.Tests.Support;

namespace Lectern.Lti.Tests.Groups;

public sealed class GroupsTests : IAsyncDisposable
{
    private readonly LoopbackPlatform platform = new(_ => Said.Json("""{"id":"x","groups":[],"sets":[]}"""));
    private readonly GroupsClient client;

    public GroupsTests() => client = new GroupsClient(platform.Services);

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    [Fact]
    public async Task Groups_come_with_their_sets_however_these_are_written()
    {
        platform.Answer = _ => Said.Json("""
            {"id":"x","groups":[
              {"id":"_11_1","name":"Tutorial A","tag":"tutorial","set_ids":["_2_1",3],"hidden":true},
              {"id":12,"name":"Tutorial B","set_id":"_2_1"},
              {"id":"13","name":""},
              {"name":"no id"},7]}
            """);

        var groups = (await Groups()).Value!.Items;

        Assert.Equal(["_11_1", "12", "13"], groups.Select(group => group.Id));
        Assert.Equal(("Tutorial A", "tutorial", true, "_2_1|3"), (groups[0].Name, groups[0].Tag, groups[0].IsHidden, string.Join('|', groups[0].SetIds)));
        Assert.Equal(("Tutorial B", null, false, "_2_1"), (groups[1].Name, groups[1].Tag, groups[1].IsHidden, string.Join('|', groups[1].SetIds)));
        Assert.Equal("13", groups[2].Name);
        Assert.Empty(groups[2].SetIds);
    }

    [Fact]
    public async Task One_persons_groups_are_asked_for_by_the_launchs_subject_on_every_page()
    {
        platform.Answer = request => request.Query("from") is null
            ? Said.Json("""{"groups":[{"id":"1","name":"A"}]}""", "Link: <?limit=1&from=1>; rel=\"next\"")
            : Said.Json("""{"groups":[{"id":"2","name":"B"}]}""");

        var groups = (await Groups("user/5", 1)).Value!.Items;

        Assert.Equal(["1", "2"], groups.Select(group => group.Id));
        Assert.Equal(["/groups?user_id=user%2F5&limit=1", "/groups?limit=1&from=1&user_id=user%2F5"], platform.Requests.Select(request => request.Target));
        Assert.All(platform.Requests, request => Assert.Equal("application/vnd.ims.lti-gs.v1.contextgroupcontainer+json", request.Header("Accept")));
        Assert.Equal([Scopes.ContextGroupReadOnly], platform.Scopes);
    }

    [Fact]
    public async Task Sets_have_a_media_type_of_their_own()
    {
        platform.Answer = _ => Said.Json("""{"id":"x","sets":[{"id":"_2_1","name":"Tutorials","hidden":"false"},{"id":3}]}""");

        var sets = (await Sets(Endpoint)).Value!.Items;

        Assert.Equal(("GET", "/sets", "application/vnd.ims.lti-gs.v1.contextgroupsetcontainer+json"), (platform.Requests.Single().Method, platform.Requests.Single().Target, platform.Requests.Single().Header("Accept")));
        Assert.Equal([new CourseGroupSet("_2_1", "Tutorials", null, false), new CourseGroupSet("3", "3", null, false)], sets);
    }

    [Fact]
    [Refuses("LTI-074")]
    [Refuses("LTI-063")]
    [Refuses("LTI-072")]
    public async Task What_is_not_offered_is_not_asked_for_and_other_json_is_no_list_of_groups()
    {
        Refusal.Is(Rejections.ServiceNotOffered, await Sets(Endpoint with { GroupSets = null }));
        Refusal.Is(Rejections.ScopeNotGranted, await Sets(Endpoint with { Scopes = [] }));
        Assert.Empty(platform.Requests);

        platform.Answer = _ => Said.Json("""{"members":[]}""");
        Refusal.Is(Rejections.ServiceAnswerUnreadable, await Groups());
    }

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private GroupsEndpoint Endpoint => new([Scopes.ContextGroupReadOnly], platform.Url("/groups"), platform.Url("/sets"));

    private Task<LtiResult<ServicePage<CourseGroup>>> Groups(string? userId = null, int? limit = null) =>
        client.ReadAsync(platform.Registration, Endpoint, userId, limit, Now).CollectAsync(Now);

    private Task<LtiResult<ServicePage<CourseGroupSet>>> Sets(GroupsEndpoint endpoint) => client.ReadSetsAsync(platform.Registration, endpoint, null, Now).CollectAsync(Now);
}
