using System.Web;
using Lectern.Lti.Launch;
using Lectern.Lti.Tests.Support;

namespace Lectern.Lti.Tests.Launch;

public sealed class LoginTests
{
    private const string MoodleHint = "{\"cmid\":71,\"launchid\":\"ltilaunch60_2061023483\"}";
    private readonly LaunchBench bench = new();

    [Fact]
    public void The_authentication_request_asks_as_the_specification_says()
    {
        var login = Start(Fields(("lti_message_hint", MoodleHint), ("client_id", "client-1"))).Value!;

        var uri = new Uri(login.AuthenticationRequestUri);
        var query = HttpUtility.ParseQueryString(uri.Query);
        Assert.Equal("https://lms.example.edu/auth", uri.GetLeftPart(UriPartial.Path));
        Assert.Equal(
            ["client_id", "login_hint", "lti_message_hint", "nonce", "prompt", "redirect_uri", "response_mode", "response_type", "scope", "state"],
            query.AllKeys.Order());
        Assert.Equal(("openid", "id_token", "form_post", "none"), (query["scope"], query["response_type"], query["response_mode"], query["prompt"]));
        Assert.Equal(("client-1", "https://video.example.edu/lti/launch"), (query["client_id"], query["redirect_uri"]));
        Assert.Equal((login.State, login.Nonce), (query["state"], query["nonce"]));
    }

    [Theory]
    [InlineData(MoodleHint)]
    [InlineData("a b+c&d=e%20f#g")]
    [InlineData("ümläut ☃ 𝄞")]
    [InlineData("")]
    public void Hints_go_back_as_they_came(string hint)
    {
        var login = Start(Fields(("lti_message_hint", hint), ("login_hint", "h" + hint))).Value!;

        var query = HttpUtility.ParseQueryString(new Uri(login.AuthenticationRequestUri).Query);
        Assert.Equal((hint, "h" + hint), (query["lti_message_hint"], query["login_hint"]));
    }

    [Theory]
    [InlineData("https://lms.example.edu/auth?tenant=7&x=", "https://lms.example.edu/auth?tenant=7&x=&scope=openid&")]
    [InlineData("https://lms.example.edu/auth#part", "https://lms.example.edu/auth?scope=openid&")]
    public void The_endpoints_own_query_stays(string endpoint, string beginning)
    {
        var registration = bench.Registration with { AuthorizationEndpoint = endpoint };

        var login = Start(Fields(), registration).Value!;

        Assert.StartsWith(beginning, login.AuthenticationRequestUri, StringComparison.Ordinal);
    }

    [Fact]
    public void The_state_holds_only_the_verifiers_hash()
    {
        var login = Start(Fields(("lti_deployment_id", "9:8865"), ("lti_storage_target", "post_message_forwarding")), channel: "abc_-1", windowed: true).Value!;

        var state = bench.Protector.Unprotect(login.State)!;
        Assert.Equal((login.StateId, login.Nonce, bench.Registration.Id), (state.StateId, state.Nonce, state.RegistrationId));
        Assert.Equal(("9:8865", "post_message_forwarding", "abc_-1", true), (state.DeploymentId, state.StorageTarget, state.Channel, state.Windowed));
        Assert.Equal(bench.Time.GetUtcNow(), state.IssuedAt);
        Assert.True(state.IsVerifiedBy(login.Verifier));
        Assert.Equal(43, login.Verifier.Length);
        Assert.DoesNotContain(login.Verifier, login.State, StringComparison.Ordinal);
    }

    [Fact]
    public void The_longest_state_stays_below_thirteen_hundred_characters()
    {
        var longest = bench.Registration with { AuthorizationEndpoint = $"https://{string.Join('.', Enumerable.Repeat(new string('h', 61), 4))}:12345/auth" };
        var request = LoginRequest.Parse(Fields(("lti_deployment_id", new string('d', 255)), ("lti_storage_target", new string('s', 100)))).Value!;
        var login = bench.Initiator.Start(request, [longest], bench.Tool, new string('c', 64)).Value!;

        Assert.NotNull(login.StorageOrigin);
        Assert.InRange(bench.Login().State.Length, 100, 400);
        Assert.InRange(login.State.Length, 1000, 1300);
        Assert.All(login.State, letter => Assert.True(char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_'));
    }

    [Fact]
    [Refuses("LTI-002")]
    public void Fields_and_channels_of_odd_letters_are_refused()
    {
        Refusal.Is(Rejections.LoginFieldUnusable, LoginRequest.Parse(Fields(("iss", "https://lms\r\nx"))));
        Refusal.Is(Rejections.LoginFieldUnusable, LoginRequest.Parse(Fields(("lti_deployment_id", "é"))));
        Refusal.Is(Rejections.LoginFieldUnusable, Start(Fields(), channel: "a b"));
        Refusal.Is(Rejections.LoginFieldUnusable, Start(Fields(), channel: new string('c', 65)));
    }

    [Fact]
    [Refuses("LTI-003")]
    public void An_unknown_issuer_is_refused()
    {
        Refusal.Is(Rejections.IssuerUnknown, Start(Fields(("iss", "https://other.example"))));
        Refusal.Is(Rejections.IssuerUnknown, Start(Fields(("iss", "https://lms.example.edu/"))));
        Refusal.Is(Rejections.IssuerUnknown, bench.Initiator.Start(LoginRequest.Parse(Fields()).Value!, [], bench.Tool));
    }

    [Fact]
    public void Of_two_clients_of_one_issuer_the_named_one_is_chosen()
    {
        var second = bench.Registration with { Id = Guid.CreateVersion7(), ClientId = "client-2" };

        var login = Start(Fields(("client_id", "client-2")), bench.Registration, second).Value!;

        Assert.Equal(second.Id, login.Registration.Id);
        Assert.Equal(second.Id, bench.Protector.Unprotect(login.State)!.RegistrationId);
    }

    [Fact]
    [Refuses("LTI-004")]
    public void Of_two_clients_of_one_issuer_none_is_guessed()
    {
        var second = bench.Registration with { Id = Guid.CreateVersion7(), ClientId = "client-2" };

        Refusal.Is(Rejections.ClientAmbiguous, Start(Fields(), bench.Registration, second));
    }

    [Fact]
    [Refuses("LTI-006")]
    public void An_unknown_client_of_a_known_issuer_is_refused()
    {
        Refusal.Is(Rejections.ClientUnknown, Start(Fields(("client_id", "client-9"))));
    }

    [Theory]
    [InlineData("https://canvas.instructure.com", "beta")]
    [InlineData("https://canvas.instructure.com", "test")]
    [InlineData("https://canvas.beta.instructure.com", "production")]
    [Refuses("LTI-048")]
    public void A_copy_of_canvas_does_not_come_in_as_another_one(string issuer, string environment)
    {
        var registration = bench.Registration with { Issuer = issuer };

        Refusal.Is(Rejections.EnvironmentOther, Start(Fields(("iss", issuer), ("canvas_environment", environment)), registration));
    }

    [Theory]
    [InlineData("https://canvas.instructure.com", "production")]
    [InlineData("https://canvas.beta.instructure.com", "beta")]
    [InlineData("https://lms.example.edu", "beta")]
    public void A_canvas_comes_in_as_what_it_is(string issuer, string environment)
    {
        Assert.True(Start(Fields(("iss", issuer), ("canvas_environment", environment)), bench.Registration with { Issuer = issuer }).IsAccepted);
    }

    [Theory]
    [InlineData("https://evil.example/launch")]
    [InlineData("http://video.example.edu/launch")]
    [InlineData("https://video.example.edu:8443/launch")]
    [InlineData("https://video.example.edu.evil.example/")]
    [InlineData("https://video.example.edu@evil.example/")]
    [InlineData("https://evil.example\\@video.example.edu/")]
    [InlineData("https://evil.example#@video.example.edu/")]
    [InlineData("//video.example.edu/launch")]
    [InlineData("/launch")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https:video.example.edu\\..\\evil")]
    [InlineData("https://user:pass@video.example.edu/launch")]
    [InlineData(" https://video.example.edu/launch")]
    [Refuses("LTI-005")]
    public void No_login_leads_to_another_site(string target)
    {
        Refusal.Is(Rejections.TargetNotOurs, Start(Fields(("target_link_uri", target))));
    }

    [Theory]
    [InlineData("https://video.example.edu/launch?v=1#t=3")]
    [InlineData("https://VIDEO.example.edu:443/")]
    [InlineData("https://video.example.edu")]
    public void Every_page_of_the_tool_can_be_the_target(string target)
    {
        Assert.True(Start(Fields(("target_link_uri", target))).IsAccepted);
    }

    [Fact]
    public void Two_logins_share_nothing_secret()
    {
        var one = bench.Login();
        var other = bench.Login();

        Assert.NotEqual(one.Verifier, other.Verifier);
        Assert.NotEqual(one.Nonce, other.Nonce);
        Assert.NotEqual(one.StateId, other.StateId);
    }

    private static Dictionary<string, string?> Fields(params (string Name, string Value)[] changes)
    {
        var fields = new Dictionary<string, string?> { ["iss"] = "https://lms.example.edu", ["login_hint"] = "42", ["target_link_uri"] = LaunchBench.Target };
        foreach (var (name, value) in changes)
        {
            fields[name] = value;
        }

        return fields;
    }

    private LtiResult<StartedLogin> Start(IEnumerable<KeyValuePair<string, string?>> fields, params LtiRegistration[] candidates) =>
        bench.Initiator.Start(LoginRequest.Parse(fields).Value!, candidates.Length == 0 ? [bench.Registration] : candidates, bench.Tool);

    private LtiResult<StartedLogin> Start(IEnumerable<KeyValuePair<string, string?>> fields, string channel, bool windowed = false) =>
        bench.Initiator.Start(LoginRequest.Parse(fields).Value!, [bench.Registration], bench.Tool, channel, windowed);
}
