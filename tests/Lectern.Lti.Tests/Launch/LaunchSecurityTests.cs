using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Lectern.Lti.Launch;
using Lectern.Lti.Tests.Support;
using Names = Lectern.Lti.Launch.Claims;

namespace Lectern.Lti.Tests.Launch;

public sealed class LaunchSecurityTests
{
    private readonly LaunchBench bench = new();

    [Fact]
    [Refuses("LTI-014")]
    public async Task A_launch_sent_twice_opens_once()
    {
        var login = bench.Login();
        var claims = bench.Claims(login);

        var first = await bench.LaunchAsync(login, claims);
        var second = await bench.LaunchAsync(login, claims);

        Assert.True(first.IsAccepted);
        Refusal.Is(Rejections.NonceReused, second);
    }

    [Fact]
    [Refuses("LTI-014")]
    public async Task Of_fifty_launches_at_once_with_one_nonce_exactly_one_opens()
    {
        var login = bench.Login();
        var token = Jwt.Sign(LaunchBench.Header(), bench.Claims(login).ToJsonString(), TestKeys.Platform);

        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => bench.PostAsync(login, token))));

        Assert.Single(results, result => result.IsAccepted);
        Assert.All(results.Where(result => !result.IsAccepted), result => Refusal.Is(Rejections.NonceReused, result));
        Assert.Equal(1, bench.Http.Count);
    }

    [Fact]
    public async Task A_used_nonce_is_remembered_for_longer_than_its_state_can_come_back()
    {
        var login = bench.Login();

        await bench.LaunchAsync(login, bench.Claims(login));

        var expires = Assert.Single(bench.Nonces.Used).Value;
        Assert.Equal(bench.Time.GetUtcNow() + LoginState.Lifetime + LaunchValidator.Leeway, expires);
    }

    [Fact]
    [Refuses("LTI-008")]
    public async Task The_platforms_error_is_told_without_its_private_parts()
    {
        var post = new LaunchPost { Error = "access_denied", ErrorDescription = "User jane@example.edu <b>may not</b>\nenter eyJhbGciOiJub25lIn0.e30." };

        var result = await bench.Validator.ValidateAsync(post, _ => null, TestContext.Current.CancellationToken);

        var rejection = Refusal.Is(Rejections.PlatformAnsweredError, result);
        Assert.Equal("access_denied: User … may not enter …", rejection.Detail);
        Assert.Equal(1, rejection.Check!.Number);
    }

    [Theory]
    [InlineData("id_token", "")]
    [InlineData("state", "")]
    [InlineData("id_token", "twice")]
    [InlineData("state", "twice")]
    [Refuses("LTI-009")]
    public async Task A_launch_needs_each_field_once(string field, string how)
    {
        var login = bench.Login();
        var fields = new List<KeyValuePair<string, string?>> { new("state", login.State), new("id_token", "a.b.c"), new("other", "x"), new("other", "y") };
        fields.RemoveAll(one => one.Key == field && how.Length == 0);
        fields.AddRange(fields.FindAll(one => one.Key == field));

        var result = await bench.Validator.ValidateAsync(LaunchPost.Parse(fields), _ => login.Verifier, TestContext.Current.CancellationToken);

        Refusal.Is(Rejections.LaunchFieldMissing, result);
    }

    [Fact]
    [Refuses("LTI-010")]
    public async Task A_state_changed_anywhere_is_refused()
    {
        var login = bench.Login();
        var token = Jwt.Sign(LaunchBench.Header(), bench.Claims(login).ToJsonString(), TestKeys.Platform);

        for (var index = 0; index < login.State.Length; index++)
        {
            var letters = login.State.ToCharArray();
            letters[index] = letters[index] == 'A' ? 'B' : 'A';
            var post = new LaunchPost { IdToken = token, State = new string(letters) };
            var result = await bench.Validator.ValidateAsync(post, _ => login.Verifier, TestContext.Current.CancellationToken);

            // The last letter of a group can carry bits that mean nothing; such a state says the same as the original.
            if (!result.IsAccepted)
            {
                Refusal.Is(Rejections.StateForged, result);
            }

            Assert.False(result.IsAccepted && index < login.State.LastIndexOf('.') - 1, $"Changed at {index} of {login.State.Length}.");
            bench.Nonces.Used.Clear();
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("k1..")]
    [InlineData("k2.AAAA.AAAA")]
    [InlineData("k1.AAAA.AAAA")]
    [InlineData("k1.A.A")]
    [InlineData("k1.é.ü")]
    public void Text_that_is_no_state_is_none(string text)
    {
        Assert.Null(bench.Protector.Unprotect(text));
        Assert.Null(bench.Protector.Unprotect(new string('a', 5000)));
        Assert.Null(bench.Protector.Unprotect(null));
    }

    [Fact]
    [Refuses("LTI-010")]
    public async Task A_state_of_another_tool_is_refused()
    {
        var other = new LaunchBench();
        var login = other.Login();

        var result = await bench.PostAsync(login, "a.b.c");

        Assert.Null(Refusal.Is(Rejections.StateForged, result).Login);
    }

    [Fact]
    [Refuses("LTI-011")]
    public async Task A_login_ends_after_ten_minutes()
    {
        var login = bench.Login();
        bench.Time.Advance(LoginState.Lifetime);
        var atTheEnd = await bench.LaunchAsync(login, bench.Claims(login));

        bench.Time.Advance(TimeSpan.FromSeconds(1));
        var after = await bench.LaunchAsync(login, bench.Claims(login));

        Assert.True(atTheEnd.IsAccepted, atTheEnd.Rejection?.ToString());
        Refusal.Is(Rejections.StateExpired, after);
    }

    [Fact]
    [Refuses("LTI-021")]
    public async Task A_browser_that_brings_no_verifier_is_refused()
    {
        var login = bench.Login();
        var post = new LaunchPost { State = login.State, IdToken = Jwt.Sign(LaunchBench.Header(), bench.Claims(login).ToJsonString(), TestKeys.Platform) };
        string? asked = null;

        var result = await bench.Validator.ValidateAsync(post, id => { asked = id; return null; }, TestContext.Current.CancellationToken);

        var rejection = Refusal.Is(Rejections.BrowserBindingMissing, result);
        Assert.Equal(login.StateId, asked);
        Assert.Equal(bench.Registration.Id, rejection.Login!.RegistrationId);
        Assert.Empty(bench.Http.Requests);
    }

    [Fact]
    [Refuses("LTI-022")]
    public async Task An_attackers_launch_does_not_open_in_a_victims_browser()
    {
        var attackers = bench.Login();
        var victims = bench.Login();
        var post = new LaunchPost { State = attackers.State, IdToken = Jwt.Sign(LaunchBench.Header(), bench.Claims(attackers).ToJsonString(), TestKeys.Platform) };

        var result = await bench.Validator.ValidateAsync(post, _ => victims.Verifier, TestContext.Current.CancellationToken);

        Refusal.Is(Rejections.BrowserBindingWrong, result);
        Assert.Empty(bench.Nonces.Used);
    }

    [Fact]
    [Refuses("LTI-013")]
    public async Task A_stolen_token_does_not_open_with_the_thiefs_own_state()
    {
        var victims = bench.Login();
        var thiefs = bench.Login();

        var result = await bench.LaunchAsync(thiefs, bench.Claims(victims));

        Refusal.Is(Rejections.NonceMismatch, result);
    }

    [Fact]
    [Refuses("LTI-012")]
    public async Task A_registration_removed_during_the_login_is_gone()
    {
        var login = bench.Login();
        bench.Registrations.Clear();

        var result = await bench.LaunchAsync(login, bench.Claims(login));

        Refusal.Is(Rejections.RegistrationGone, result);
    }

    [Fact]
    [Refuses("LTI-024")]
    public async Task A_platform_cannot_speak_for_another_registration()
    {
        var other = new LtiRegistration(Guid.CreateVersion7(), "https://evil.example", "client-1", "https://evil.example/a", "https://evil.example/t", "https://evil.example/k", null);
        bench.Registrations[other.Id] = other;
        var request = LoginRequest.Parse([new("iss", other.Issuer), new("login_hint", "h"), new("target_link_uri", LaunchBench.Target)]).Value!;
        var login = bench.Initiator.Start(request, [other], bench.Tool).Value!;

        var result = await bench.LaunchAsync(login, bench.Claims(login));

        Refusal.Is(Rejections.IssuerMismatch, result);
    }

    [Fact]
    [Refuses("LTI-036")]
    public async Task A_deployment_that_waits_for_approval_says_so_and_can_come_back()
    {
        bench.Deployments[(bench.Registration.Id, "1")] = DeploymentStatus.Pending;
        var login = bench.Login();
        var waiting = await bench.LaunchAsync(login, bench.Claims(login));

        bench.Deployments[(bench.Registration.Id, "1")] = DeploymentStatus.Known;
        var approved = await bench.LaunchAsync(login, bench.Claims(login));

        var rejection = Refusal.Is(Rejections.DeploymentPending, waiting);
        Assert.Equal(("1", "https://lms.example.edu/back"), (rejection.DeploymentId, rejection.ReturnUrl));
        Assert.True(approved.IsAccepted);
    }

    [Fact]
    [Refuses("LTI-035")]
    public async Task Deployments_belong_to_their_registration()
    {
        bench.Deployments.Clear();
        bench.Deployments[(Guid.CreateVersion7(), "1")] = DeploymentStatus.Known;

        var result = await bench.LaunchAsync();

        Assert.Equal("1", Refusal.Is(Rejections.DeploymentUnknown, result).DeploymentId);
    }

    [Fact]
    [Refuses("LTI-023")]
    public async Task The_way_back_is_only_told_after_the_signature_was_verified()
    {
        var login = bench.Login();
        var claims = bench.Claims(login);
        claims[Names.LaunchPresentation] = new JsonObject { ["return_url"] = "https://evil.example" };

        var forged = await bench.PostAsync(login, Jwt.Sign(LaunchBench.Header(), claims.ToJsonString(), TestKeys.Other));

        Assert.Null(Refusal.Is(Rejections.SignatureWrong, forged).ReturnUrl);
    }

    [Fact]
    [Refuses("LTI-041")]
    public async Task A_refusal_says_which_check_of_how_many_gave_it()
    {
        var result = await bench.LaunchAsync(claims => claims.Remove(Names.Roles));

        var check = Refusal.Is(Rejections.RolesMissing, result).Check!;
        Assert.Equal("Roles", check.Name);
        Assert.Equal(bench.Validator.Checks.Count, check.Count);
        Assert.Equal("Roles", bench.Validator.Checks[check.Number - 1]);
        Assert.Equal("SingleUse", bench.Validator.Checks[^1]);
    }

    [Fact]
    [Refuses("LTI-017")]
    public async Task A_key_is_only_good_for_the_algorithm_it_is_published_for()
    {
        bench.Http.Answer = _ => FakeHttp.Text(TestKeys.KeySet(TestKeys.Jwk(TestKeys.Platform, LaunchBench.Kid, "RS256")));
        var login = bench.Login();

        var result = await bench.PostAsync(login, Jwt.Sign(LaunchBench.Header("RS512"), bench.Claims(login).ToJsonString(), TestKeys.Platform));

        Refusal.Is(Rejections.AlgorithmRefused, result);
    }

    [Fact]
    public void States_go_on_verifying_after_their_key_was_rotated()
    {
        StateKey first = new("k1", RandomNumberGenerator.GetBytes(32)), second = new("k2", RandomNumberGenerator.GetBytes(32));
        var login = bench.Protector.Unprotect(bench.Login().State)!;
        var state = new LoginStateProtector([first]).Protect(login);

        Assert.NotNull(new LoginStateProtector([second, first]).Unprotect(state));
        Assert.StartsWith("k2.", new LoginStateProtector([second, first]).Protect(login), StringComparison.Ordinal);
        Assert.Null(new LoginStateProtector([second]).Unprotect(state));
        Assert.Null(new LoginStateProtector([new StateKey("k1", second.Key)]).Unprotect(state));
    }

    [Fact]
    public void Weak_or_nameless_keys_are_our_own_mistake()
    {
        Assert.Throws<ArgumentException>(() => new LoginStateProtector([]));
        Assert.Throws<ArgumentException>(() => new LoginStateProtector([new StateKey("k", new byte[31])]));
        Assert.Throws<ArgumentException>(() => new LoginStateProtector([new StateKey("a.b", new byte[32])]));
        Assert.Throws<ArgumentException>(() => new LoginStateProtector([new StateKey("k", new byte[32]), new StateKey("k", new byte[32])]));
    }
}
