using System.Text.Json.Nodes;
using Lectern.Lti.Tests.Support;
using Names = Lectern.Lti.Launch.Claims;

namespace Lectern.Lti.Tests.Launch;

public sealed class ClaimFuzzTests
{
    private static readonly string[] Claims =
    [
        "iss", "aud", "azp", "sub", "iat", "exp", "nbf", "nonce", "name", "given_name", "family_name", "email", "locale", Names.MessageType, Names.Version,
        Names.DeploymentId, Names.TargetLinkUri, Names.Roles, Names.ResourceLink, Names.Context, Names.LaunchPresentation, Names.Custom, Names.Lis,
        Names.ToolPlatform, Names.ForUser, Names.DeepLinkingSettings, Names.GradesEndpoint, Names.NamesRoleService, Names.GroupsService,
        Names.NotificationService, Names.Migration, Names.LegacyUserId,
    ];

    public static TheoryData<string> EveryClaim => [.. Claims];

    [Theory]
    [MemberData(nameof(EveryClaim))]
    public async Task A_claim_of_any_json_type_is_an_answer_and_never_an_exception(string claim)
    {
        var bench = new LaunchBench();
        string[] messages = ["LtiResourceLinkRequest", "LtiDeepLinkingRequest", "LtiSubmissionReviewRequest", "DataPrivacyLaunchRequest"];
        string[] values =
        [
            "null", "true", "0", "-1", "1e308", "\"\"", "\" \"", "\"x\"", "[]", "[null]", "[1]", "[\"\"]", "[[\"x\"]]", "[{}]", "{}", "{\"id\":null}", "{\"id\":1}",
            "{\"id\":\"\"}", "{\"id\":[]}", "{\"user_id\":{}}", "{\"return_url\":1}", "{\"deep_link_return_url\":\"https://lms.example.edu/dl\",\"accept_types\":\"x\"}",
            "{\"deep_link_return_url\":\"https://lms.example.edu/dl\",\"accept_types\":[1],\"accept_multiple\":[]}", "{\"lineitems\":[],\"scope\":{}}", "{\"type\":{}}",
            "{\"oauth_consumer_key\":1,\"oauth_consumer_key_sign\":\"ü\",\"user_id\":[]}", "{\"context_memberships_url\":\"file:///etc\",\"scope\":[1]}",
        ];
        var answers = 0;

        foreach (var (message, value) in messages.SelectMany(message => values.Select(value => (message, value))))
        {
            var result = await bench.LaunchAsync(claims =>
            {
                claims[Names.MessageType] = message;
                claims[claim] = JsonNode.Parse(value);
            });
            if (result.Value is { } launch)
            {
                _ = (launch.Grades, launch.Memberships, launch.Groups, launch.Notices, launch.Migration?.IsSignedWith("secret"), launch.Review?.ForUser.Roles, launch.ForUser?.Person);
            }

            answers += result.IsAccepted ? 1 : Assert.Single(Rejections.All, one => one.Code == result.Rejection.Code) is null ? 0 : 1;
        }

        Assert.Equal(messages.Length * values.Length, answers);
    }

    [Fact]
    public async Task Random_bytes_in_a_signed_payload_are_an_answer_and_never_an_exception()
    {
        var bench = new LaunchBench();
        var login = bench.Login();
        var good = bench.Claims(login).ToJsonString();
        var random = new Random(20260302);

        for (var round = 0; round < 400; round++)
        {
            var letters = good.ToCharArray();
            for (var change = 0; change < 3; change++)
            {
                letters[random.Next(letters.Length)] = (char)random.Next(1, 0x300);
            }

            var result = await bench.PostAsync(login, Jwt.Sign(LaunchBench.Header(), new string(letters), TestKeys.Platform));

            Assert.True(result.IsAccepted || result.Rejection.Check is not null);
        }
    }
}
